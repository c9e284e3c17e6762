import { isJsonObject, type Json } from '../base/json.ts';
import type { ProcessConfiguration } from '../workflow/definitionRun.ts';
import { textOf } from './textOf.ts';

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

/** The same for what a stub answers, as text: the process' result as `{code, stdout, stderr}`, or its standard output alone. */
export function stubbedOutput(answer: Json, mode: ReturnMode, input: Json): Json {
  if (!isJsonObject(answer) || !['code', 'stdout', 'stderr'].some((key) => Object.hasOwn(answer, key))) {
    if (mode === 'stdout') return answer;
    return processOutput({ code: 0, stdout: answer === null ? '' : textOf(answer), stderr: '' }, mode, input);
  }
  const { code = 0, stdout = '', stderr = '' } = answer;
  return processOutput({ code: Number(code), stdout: textOf(stdout), stderr: textOf(stderr) }, mode, input);
}
