import { pythonProgram } from '../../electron/core/rehearsal/enginePrograms.ts';
import { detectGuards } from '../../electron/core/rehearsal/guards.ts';
import { LockedProcess } from '../../electron/core/rehearsal/lockedProcess.ts';
import { PythonRunner } from '../../electron/core/rehearsal/pythonRunner.ts';
import type { ScriptOutcome, ScriptRequest } from '../../shared/simulation/ports.ts';
import type { ScriptLimits } from '../../shared/simulation/scriptProtocol.ts';
import { builtEngine } from './builtEngine.ts';

/** Long enough for an honest script on a busy machine. */
export const patient: ScriptLimits = { milliseconds: 20_000, mebibytes: 64, outputSize: 1024 * 1024 };

/** Runs Python scripts in children as a rehearsal does, without an engine around them. */
export function builtPython(): PythonRunner {
  const guards = detectGuards(builtEngine.node);
  return new PythonRunner(async (memory) => new LockedProcess(pythonProgram(builtEngine, 240), memory, await guards));
}

/** Runs one script; throws where there is no interpreter. */
export async function runPython(
  python: PythonRunner,
  code: string,
  { limits = patient, ...given }: Partial<ScriptRequest> & { readonly limits?: ScriptLimits } = {},
): Promise<ScriptOutcome> {
  const request: ScriptRequest = {
    language: 'python',
    code,
    arguments: [],
    variables: {},
    environment: {},
    stdin: '',
    seed: 1,
    now: Date.UTC(2000, 0, 1),
    ...given,
  };
  const outcome = await python.run(request, limits, { signal: new AbortController().signal, begun: () => undefined });
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}
