import { availableParallelism } from 'node:os';
import { ok, type Result } from '../../shared/base/result.ts';
import { EnginePool } from '../core/rehearsal/enginePool.ts';
import { rehearseWorkflow } from '../core/rehearsal/rehearseWorkflow.ts';
import { aroundDefinition } from './aroundDefinition.ts';
import type { CommandIo } from './command.ts';
import { engineLocation } from './engineLocation.ts';
import { readTextOf } from './files.ts';
import type { SeenRun } from './findingReport.ts';
import type { FoundScenario, UnrunScenario } from './findScenarios.ts';
import { readNamedFile } from './readNamedFile.ts';
import type { SensitiveReader } from './sensitiveReader.ts';
import { resultOf, type TestResult } from './testResult.ts';
import { WorkflowTexts } from './workflowTexts.ts';

/** Scenarios that run side by side. */
const lanes = Math.min(4, availableParallelism());

/** How a scenario went, and what its run showed. */
export interface TestedRun extends SeenRun {
  readonly result: TestResult;
}

/** What became of all scenarios, each list in their order. */
export interface TestedRuns {
  readonly runs: readonly TestedRun[];
  readonly unrun: readonly UnrunScenario[];
  /** How many were not run to their end because the person interrupted. */
  readonly interrupted: number;
}

/** Runs scenarios side by side, until the person interrupts; one that cannot be run keeps no other from being. */
export async function runScenarios(
  io: CommandIo,
  scenarios: readonly FoundScenario[],
  policies: SensitiveReader,
): Promise<TestedRuns> {
  const { signal } = io;
  const texts = new WorkflowTexts(io);
  const pool = new EnginePool(engineLocation());
  const results: (Result<TestedRun> | undefined)[] = scenarios.map(() => undefined);
  const left = scenarios.entries();
  const lane = async (): Promise<void> => {
    for (const [index, scenario] of left) {
      if (signal.aborted) return;
      const result = await runOne(io, scenario, { pool, policies, texts });
      // What an interrupt ended is neither right nor wrong.
      if (!signal.aborted || (result.ok && result.value.result.status !== 'cancelled')) results[index] = result;
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    pool.close();
  }
  return {
    runs: results.flatMap((result) => (result?.ok === true ? [result.value] : [])),
    unrun: results.flatMap((result, index) => {
      const scenario = scenarios[index]?.scenario ?? '';
      return result?.ok === false ? [{ scenario, message: `${scenario}: ${result.error.message}` }] : [];
    }),
    interrupted: results.filter((result) => result === undefined).length,
  };
}

/** What the runs of one command share. */
interface Running {
  readonly pool: EnginePool;
  readonly policies: SensitiveReader;
  readonly texts: WorkflowTexts;
}

async function runOne(
  io: CommandIo,
  found: FoundScenario,
  { pool, policies, texts }: Running,
): Promise<Result<TestedRun>> {
  const definition = await readTextOf(io, found.workflow);
  if (!definition.ok) return definition;
  const scenario = await readTextOf(io, found.scenario);
  if (!scenario.ok) return scenario;
  const sensitive = await policies.sensitiveFor(found.workflow);
  if (!sensitive.ok) return sensitive;
  const running = rehearseWorkflow(pool, {
    definition: definition.value,
    scenario: scenario.value,
    readFile: (name) => readNamedFile(io, { kind: 'scenario', folder: found.folder }, name),
    around: aroundDefinition(io, found.workflow, texts),
    ...(sensitive.value !== undefined && { sensitive: sensitive.value }),
    signal: io.signal,
  });
  // The next scenario's child starts while this one runs.
  pool.warmUp();
  const answer = await running;
  if (!answer.ok) return answer;
  const { effects, leaks } = answer.value.trace;
  const tasks = [...new Set(effects.map(({ task }) => task))];
  return ok({ result: resultOf(found, answer.value), workflow: found.workflow, tasks, leaks });
}
