import { appError } from '../../../shared/base/appError.ts';
import { isJsonObject, type Json } from '../../../shared/base/json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { compileExpression } from '../../../shared/expressions/compileExpression.ts';
import { printJson } from '../../../shared/expressions/printJson.ts';
import { expressionSource } from '../../../shared/expressions/runtimeExpression.ts';
import { type Command, type CommandIo, exitStatus } from '../command.ts';
import { withoutSteering } from '../printedJson.ts';
import { readArguments } from '../readArguments.ts';
import { readDataFile } from '../readDataFile.ts';
import { tell, unable } from '../tell.ts';

const flags = {
  input: { value: 'F|-', help: 'JSON or YAML that it is evaluated with; null unless said.' },
  vars: { value: 'F', help: 'JSON or YAML map of the variables that it may use.' },
} as const;

/** `drydock eval`: evaluates one expression; prints one output a line. */
export const evalCommand: Command = {
  name: 'eval',
  args: "'EXPRESSION'",
  summary: 'Evaluates a jq expression. 1 where it raises an error, 2 where it does not compile.',
  flags,
  async run([expression, ...args], io) {
    // The first argument is the expression whatever it looks like, `-1` too.
    if (expression === undefined)
      return unable(io, 'eval', { message: "name an expression, as in `drydock eval '.a'`" });
    const read = readArguments(args, flags);
    if (!read.ok) return unable(io, 'eval', read.error);
    const [unexpected] = read.value.rest;
    if (unexpected !== undefined) return unable(io, 'eval', { message: `'${unexpected}' is one argument too many` });
    const { flags: said } = read.value;
    const input = said.input === undefined ? ok(null) : await readDataFile(io, said.input);
    if (!input.ok) return unable(io, 'eval', input.error);
    const variables = said.vars === undefined ? ok({}) : await readVariables(io, said.vars);
    if (!variables.ok) return unable(io, 'eval', variables.error);
    const compiled = compileExpression(expressionSource(expression), { variables: Object.keys(variables.value) });
    if (!compiled.ok) return unable(io, 'eval', compiled.error);
    const result = compiled.value.evaluate(input.value, { variables: variables.value, now: Date.now() / 1000 });
    for (const output of result.ok ? result.value : result.error.outputs) {
      const json = printJson(output);
      // A program gets what `jq -c` prints, letter by letter.
      io.out(`${io.columns === undefined ? json : withoutSteering(json)}\n`);
    }
    if (result.ok) return exitStatus.fine;
    tell(io, 'eval', result.error.message);
    return exitStatus.no;
  },
};

async function readVariables(io: CommandIo, name: string): Promise<Result<{ readonly [name: string]: Json }>> {
  const read = await readDataFile(io, name);
  if (!read.ok) return read;
  return isJsonObject(read.value)
    ? ok(read.value)
    : err(appError('invalid-input', `${name} is not a map of variables`));
}
