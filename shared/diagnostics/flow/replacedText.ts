import { compileExpression } from '../../expressions/compileExpression.ts';
import type { Call, Expression } from '../../expressions/syntax.ts';
import { remembered } from '../remembered.ts';
import type { ExpressionFollower, Names } from './expressionFollower.ts';
import type { Label } from './label.ts';
import { derived, openData, type Shape, shapeOf } from './shape.ts';
import { presentText } from './sure.ts';

/** Characters that a pattern takes out of any text. */
export type TakenCharacters = 'everything' | 'digits' | 'nothing';

/** Classes of which a value is nothing but digits and what stands between them. */
const writtenInDigits: ReadonlySet<string> = new Set(['birthdate', 'card', 'phone', 'salary', 'ssn']);

/** Texts on which a pattern shows whether it takes all digits, or all letters and digits. */
const digits = ['0', '9', '12', '345', '6789', '078-05-1120', '4242 4242 4242 4242', '1.5', '+15550100'];
const texts = [...digits, 'a', 'Z', 'aB', 'x7Q', 'DE89 3704', 'abcdefghijklm', 'NOP.QRS@TUVWXYZ', 'k3J9-x0aa_Pw4/Tz8'];

/** What `sub` and `gsub` give: what is put in, and of the text only what the pattern may leave. */
export function replacedText(
  { name, args }: Call,
  input: Shape,
  names: Names,
  follower: ExpressionFollower,
): Shape | null {
  const [pattern, replacement, flags] = args;
  if (pattern === undefined || replacement === undefined) return null;
  const known = (arg: Expression | undefined): string | null => {
    const values = arg === undefined ? [''] : (follower.follow(arg, input, names).sure?.values ?? []);
    const [text, ...others] = values;
    return typeof text === 'string' && others.length === 0 ? text : null;
  };
  const { labels } = derived(input);
  const [source, marks] = [known(pattern), known(flags)];
  const isEvery = name === 'gsub' || marks?.includes('g') === true;
  const taken = source === null || marks === null ? 'nothing' : takenCharacters(source, marks, isEvery);
  const found = follower.follow(replacement, openData({ labels }), names);
  return shapeOf({ ...derived(leftOf(input, taken), found), type: 'string', sure: presentText });
}

/** What is left in a text of which some characters are taken. */
export function leftOf(text: Shape, taken: TakenCharacters): Shape {
  const all = derived(text);
  // In a script an object may have a method of its own that is called like the one of texts.
  if (taken === 'nothing' || text.members.size > 0 || text.items !== null) return all;
  return shapeOf({ labels: taken === 'everything' ? [] : all.labels.filter(isBesideDigits) });
}

function isBesideDigits({ source }: Label): boolean {
  return source.class === null || !writtenInDigits.has(source.class);
}

/** Which characters a pattern with some flags of jq is sure to take, the first match or each; `everything` is all letters and digits. */
export function takenCharacters(pattern: string, flags: string, isEvery: boolean): TakenCharacters {
  return takenBy(JSON.stringify([pattern, flags, isEvery]));
}

const takenBy = remembered((asked: string): TakenCharacters => {
  const [pattern, flags, isEvery] = JSON.parse(asked) as [string, string, boolean];
  const program = compileExpression(
    `all(.[]; ${isEvery ? 'gsub' : 'sub'}($pattern; ""; $flags) | test("[A-Za-z0-9]") | not)`,
    {
      variables: ['pattern', 'flags'],
    },
  );
  if (!program.ok) return 'nothing';
  const takes = (some: readonly string[]): boolean => {
    const outcome = program.value.evaluate(some, { variables: { pattern, flags }, meter: { steps: 5_000 } });
    return outcome.ok && outcome.value[0] === true;
  };
  if (takes(texts)) return 'everything';
  return takes(digits) ? 'digits' : 'nothing';
});
