import type { Flags } from './flags.ts';

/** Where a command reads and writes: the process's own streams, or a test's. */
export interface CommandIo {
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Writes to standard output, as given. */
  out(text: string): void;
  /** Writes one line to standard error. */
  error(line: string): void;
  /** Shows how far something has come, in place of what it showed before; absent where nobody watches. */
  readonly progress?: (text: string) => void;
  /** Whether standard output is a terminal that shows colour. */
  readonly color: boolean;
  /** Columns of that terminal; absent where it is none. */
  readonly columns?: number | undefined;
  /** Folder that relative paths start from. */
  readonly folder: string;
  /** Ends when the person interrupts. */
  readonly signal: AbortSignal;
}

/** Exit statuses. `no`: the answer is no. `unable`: bad usage or an unreadable file. */
export const exitStatus = { fine: 0, no: 1, unable: 2 } as const;
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

/** One verb of the command line. */
export interface Command {
  readonly name: string;
  /** What has to stand behind its name, e.g. `BUNDLE --root KEYS`. */
  readonly args: string;
  /** A few sentences on what it is for, and what its exit status says. */
  readonly summary: string;
  readonly flags: Flags;
  run(args: readonly string[], io: CommandIo): Promise<ExitStatus>;
}
