import { oneLine } from '../../shared/base/withoutControls.ts';
import { type CommandIo, type ExitStatus, exitStatus } from './command.ts';

/** Says something on standard error, in one line that steers no terminal: it may quote names and texts of strangers. */
export function tell(io: Pick<CommandIo, 'error'>, command: string, message: string): void {
  io.error(oneLine(`drydock ${command}: ${message}`));
}

/** Says why a command could not run. */
export function unable(io: Pick<CommandIo, 'error'>, command: string, error: { readonly message: string }): ExitStatus {
  tell(io, command, error.message);
  return exitStatus.unable;
}
