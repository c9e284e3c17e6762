import type { AppError } from '../../../shared/base/appError.ts';
import type { Json } from '../../../shared/base/json.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { defaultScriptLimits, type ScriptLimits } from '../../../shared/simulation/engineProtocol.ts';
import { readScenarioText, scenarioFiles } from '../../../shared/simulation/rehearseTexts.ts';
import type { EngineAnswer, EnginePool, JobOptions } from './enginePool.ts';

/** A rehearsal that someone asks for: texts as a person wrote them, and what overrides the scenario. */
export interface RehearsalRequest extends JobOptions {
  readonly definition: string;
  readonly scenario?: string;
  /** Stub documents; asked before the scenario's own. */
  readonly stubs?: readonly string[];
  readonly input?: Json;
  readonly seed?: number;
  /** Start as ISO 8601. */
  readonly clock?: string;
  /** Reads a file that the scenario names, relative to it. Without it such a scenario is refused. */
  readonly readFile?: (name: string) => Promise<Result<string, AppError>>;
  readonly scriptLimits?: ScriptLimits;
}

/**
 * Rehearses a workflow in a locked child. The error is about us or about what was given, never about the run: what a bound
 * or the signal stopped is an answer with the trace up to there.
 */
export async function rehearseWorkflow(
  pool: EnginePool,
  request: RehearsalRequest,
): Promise<Result<EngineAnswer, AppError>> {
  const { definition, scenario, stubs, input, seed, clock } = request;
  const files = await readFiles(request);
  if (!files.ok) return files;
  const job = {
    job: 'rehearse' as const,
    definition,
    files: files.value,
    scriptLimits: request.scriptLimits ?? defaultScriptLimits,
    ...(scenario !== undefined && { scenario }),
    ...(stubs !== undefined && { stubs }),
    ...(input !== undefined && { input }),
    ...(seed !== undefined && { seed }),
    ...(clock !== undefined && { clock }),
  };
  const { signal, progress } = request;
  return pool.run(job, { ...(signal !== undefined && { signal }), ...(progress !== undefined && { progress }) });
}

async function readFiles({ scenario, readFile }: RehearsalRequest): Promise<Result<Record<string, string>, AppError>> {
  const files: Record<string, string> = {};
  if (scenario === undefined || readFile === undefined || !/inputFile|stubFiles/.test(scenario)) return ok(files);
  const read = readScenarioText(scenario);
  if (!read.ok) return read;
  for (const name of scenarioFiles(read.value)) {
    const text = await readFile(name);
    if (!text.ok) return text;
    files[name] = text.value;
  }
  return ok(files);
}
