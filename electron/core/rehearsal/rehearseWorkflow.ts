import { type AppError, appError } from '../../../shared/base/appError.ts';
import type { Json } from '../../../shared/base/json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import type { EngineJob } from '../../../shared/simulation/engineProtocol.ts';
import { readScenarioText, scenarioFiles } from '../../../shared/simulation/readScenarioText.ts';
import { defaultScriptLimits, type ScriptLimits } from '../../../shared/simulation/scriptProtocol.ts';
import type { EnginePool, JobOptions } from './enginePool.ts';
import { type GatheredTexts, gatherTexts, type Surroundings } from './gatherTexts.ts';
import type { EngineAnswer } from './jobKeepers.ts';

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
  /** Where the definition finds what it reads and the workflows it runs. Without it there is nothing around it. */
  readonly around?: Surroundings;
  readonly scriptLimits?: ScriptLimits;
  /** What the policy says is sensitive; with it leaks are looked for. */
  readonly sensitive?: Policy['sensitive'];
  /** Index of the task record whose expressions are wanted beside the trace. */
  readonly inspect?: number;
}

/** What every kind of job takes. */
export type JobTexts = Omit<EngineJob, 'job' | 'input' | 'inspect'>;

/**
 * Rehearses a workflow in a locked child. The error is about us or about what was given, never about the run: what a bound
 * or the signal stopped is an answer with the trace up to there.
 */
export async function rehearseWorkflow(
  pool: EnginePool,
  request: RehearsalRequest,
): Promise<Result<EngineAnswer, AppError>> {
  const texts = await readTexts(request);
  if (!texts.ok) return texts;
  const { input, inspect, signal, progress } = request;
  const job = {
    job: 'rehearse' as const,
    ...texts.value,
    ...(input !== undefined && { input }),
    ...(inspect !== undefined && { inspect }),
  };
  return pool.run(job, { ...(signal !== undefined && { signal }), ...(progress !== undefined && { progress }) });
}

/** What a job takes from a request beside its input: all texts, read, and what overrides the scenario. */
export async function readTexts(
  request: Omit<RehearsalRequest, keyof JobOptions>,
): Promise<Result<JobTexts, AppError>> {
  const around = await readAround(request);
  if (!around.ok) return around;
  const { definition, scenario, stubs, seed, clock, scriptLimits = defaultScriptLimits, sensitive } = request;
  return ok({
    definition,
    ...around.value,
    scriptLimits,
    ...(scenario !== undefined && { scenario }),
    ...(stubs !== undefined && { stubs }),
    ...(seed !== undefined && { seed }),
    ...(clock !== undefined && { clock }),
    ...(sensitive !== undefined && { sensitive }),
  });
}

/** Everything that is read for a rehearsal beside the texts that were given. */
async function readAround(request: Omit<RehearsalRequest, keyof JobOptions>): Promise<Result<GatheredTexts, AppError>> {
  const named = await readScenarioFiles(request);
  if (!named.ok) return named;
  if (request.around === undefined) return ok({ files: named.value, workflows: [] });
  const gathered = await gatherTexts(request.definition, request.around);
  if (!gathered.ok) return gathered;
  const { files, workflows } = gathered.value;
  for (const [name, text] of Object.entries(named.value)) {
    if (!Object.hasOwn(files, name) || files[name] === text) continue;
    return err(appError('invalid-input', `Workflow and scenario mean two different files by '${name}'; rename one.`));
  }
  return ok({ files: { ...named.value, ...files }, workflows });
}

async function readScenarioFiles({
  scenario,
  readFile,
}: Pick<RehearsalRequest, 'scenario' | 'readFile'>): Promise<Result<Record<string, string>, AppError>> {
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
