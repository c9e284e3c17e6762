import { productVersion } from '../../shared/base/productVersion.ts';
import { oneLine } from '../../shared/base/withoutControls.ts';
import { closestName } from '../../shared/workflow/schema/closestName.ts';
import { type CommandIo, type ExitStatus, exitStatus } from './command.ts';
import { commandTable } from './commandTable.ts';
import { helpOf, helpOfAll } from './help.ts';

/** Finds the verb and runs it; answers with the exit status. */
export async function runCommandLine(args: readonly string[], io: CommandIo): Promise<ExitStatus> {
  const [first = 'help', ...rest] = args;
  if (first === 'version' || first === '--version') return print(io, `drydock ${productVersion}\n`);
  const isHelp = first === 'help' || asksForHelp([first]);
  const verb = isHelp ? rest[0] : first;
  if (verb === undefined) return print(io, helpOfAll(commandTable, io.columns));
  const command = commandTable.find(({ name }) => name === verb);
  if (command === undefined) {
    io.error(oneLine(`drydock: there is no command '${verb}'; ${hintFor(verb)}`));
    return exitStatus.unable;
  }
  return isHelp || asksForHelp(rest) ? print(io, helpOf(command, io.columns)) : command.run(rest, io);
}

function print(io: CommandIo, text: string): ExitStatus {
  io.out(text);
  return exitStatus.fine;
}

/** What stands behind `--` is a name, whatever it looks like. */
function asksForHelp(args: readonly string[]): boolean {
  const names = args.indexOf('--');
  const flags = names === -1 ? args : args.slice(0, names);
  return flags.includes('--help') || flags.includes('-h');
}

function hintFor(verb: string): string {
  const meant = closestName(
    verb,
    commandTable.map(({ name }) => name),
  );
  return meant === null ? "'drydock help' lists them" : `did you mean '${meant}'?`;
}
