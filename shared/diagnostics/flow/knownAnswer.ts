import type { Json } from '../../base/json.ts';
import { type CompiledExpression, compileExpression } from '../../expressions/compileExpression.ts';
import { knownValues, shapeOfValue } from './knownValues.ts';
import { join, listOfEach, type Shape } from './shape.ts';

/** Builtins that give one output, whose arguments are values, and whose answers are no larger than what they are given. */
const answering = new Set(
  'add/0 all/0 any/0 ascii_downcase/0 ascii_upcase/0 contains/1 endswith/1 first/0 flatten/0 has/1 index/1 indices/1 inside/1 join/1 keys/0 last/0 length/0 ltrimstr/1 ltrim/0 max/0 min/0 not/0 reverse/0 rindex/1 rtrimstr/1 rtrim/0 sort/0 split/1 startswith/1 test/1 test/2 tojson/0 tonumber/0 tostring/0 trim/0 trimstr/1 type/0 unique/0 utf8bytelength/0'.split(
    ' ',
  ),
);

/** What one answer may cost, and most characters of all that is asked at once. */
const bounds = { steps: 2_000, outputs: 2, depth: 50, memory: 256 * 1024 };
const maxSize = 2_000;

/** Whether a builtin is one whose answers are worked out, and its input is known. */
export function mayBeAnswered(name: string, arity: number, input: Shape): boolean {
  return input.sure !== null && answering.has(`${name}/${arity}`) && knownValues(input) !== null;
}

/** What a builtin answers where its input and arguments are known, worked out by jq itself; null where they are not, or it fails. */
export function knownAnswer(name: string, input: Shape, given: readonly Shape[]): Shape | null {
  const asked = knownValues(listOfEach([input, ...given], true)) as readonly Json[][] | null;
  if (asked === null || JSON.stringify(asked).length > maxSize) return null;
  const program = programOf(`${name}/${given.length}`);
  let answer: Shape | null = null;
  for (const [value = null, first = null, second = null] of asked) {
    const outcome = program.evaluate(value, { variables: { first, second }, meter: bounds });
    const [output, ...others] = outcome.ok ? outcome.value : [];
    if (output === undefined || others.length > 0) return null;
    answer = answer === null ? shapeOfValue(output) : join(answer, shapeOfValue(output));
  }
  return answer;
}

const programs = new Map<string, CompiledExpression>();

/** The builtin with its arguments as variables; there are no more of them than {@link answering} has. */
function programOf(signature: string): CompiledExpression {
  const known = programs.get(signature);
  if (known !== undefined) return known;
  const [name = '', count = '0'] = signature.split('/');
  const args = ['$first', '$second'].slice(0, Number(count)).join('; ');
  const compiled = compileExpression(args === '' ? name : `${name}(${args})`, { variables: ['first', 'second'] });
  if (!compiled.ok) throw new Error(`\`${signature}\` is no builtin of jq.`);
  programs.set(signature, compiled.value);
  return compiled.value;
}
