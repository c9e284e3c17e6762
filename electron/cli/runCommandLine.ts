import { type CommandIo, type ExitStatus, exitStatus } from './command.ts';
import { commandTable } from './commandTable.ts';

/** Finds the verb and runs it; answers with the exit status. */
export async function runCommandLine(args: readonly string[], io: CommandIo): Promise<ExitStatus> {
  const [verb, ...rest] = args;
  if (verb === undefined || verb === 'help' || verb === '--help' || verb === '-h') {
    io.out(help());
    return exitStatus.fine;
  }
  const command = commandTable.find(({ name }) => name === verb);
  if (command === undefined) {
    io.error(`drydock: there is no command '${verb}'; 'drydock help' lists them`);
    return exitStatus.unable;
  }
  if (rest.includes('--help')) {
    io.out(`drydock ${command.usage}\n\n${command.summary}\n`);
    return exitStatus.fine;
  }
  return command.run(rest, io);
}

function help(): string {
  const lines = commandTable.map(({ usage, summary }) => `  drydock ${usage}\n      ${summary}\n`);
  return `usage:\n${lines.join('')}`;
}
