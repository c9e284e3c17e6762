import type { Json } from '../base/json.ts';
import type { ProcessConfiguration } from '../workflow/definitionRun.ts';

/** What of a process becomes the task's output. */
export type ReturnMode = NonNullable<ProcessConfiguration['return']>;

/** How a process ended (reference, "Process Result"). */
export interface ProcessResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The output of a run task; with `none` it is the task's input. */
export function processOutput(result: ProcessResult, mode: ReturnMode, input: Json): Json {
  switch (mode) {
    case 'stdout':
      return result.stdout;
    case 'stderr':
      return result.stderr;
    case 'code':
      return result.code;
    case 'all':
      return { code: result.code, stdout: result.stdout, stderr: result.stderr };
    case 'none':
      return input;
  }
}
