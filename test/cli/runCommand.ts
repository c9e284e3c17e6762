import { Readable } from 'node:stream';
import { runCommandLine } from '../../electron/cli/runCommandLine.ts';

/** What a command answered. */
export interface CommandResult {
  readonly status: number;
  readonly out: string;
  readonly errors: readonly string[];
}

/** Runs the command line in this process, in a folder, with something on standard input; on a terminal where columns are said. */
export async function runCommand(
  folder: string,
  args: readonly string[],
  stdin = '',
  columns?: number,
): Promise<CommandResult> {
  let out = '';
  const errors: string[] = [];
  const status = await runCommandLine(args, {
    stdin: Readable.from([Buffer.from(stdin)]),
    out: (text) => {
      out += text;
    },
    error: (line) => void errors.push(line),
    color: false,
    columns,
    folder,
    signal: new AbortController().signal,
  });
  return { status, out, errors };
}
