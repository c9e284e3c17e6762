import { defaultClock, instantOf } from '../../../shared/simulation/clock.ts';
import type { EngineJob } from '../../../shared/simulation/engineProtocol.ts';
import { defaultSeed } from '../../../shared/simulation/rehearseTexts.ts';
import { type Trace, traceVersion } from '../../../shared/simulation/trace.ts';

/** The trace of a run whose child was killed: what it had reported until then. */
export function partialTrace(
  job: EngineJob,
  status: 'limit' | 'cancelled',
  { tasks, effects }: Pick<Trace, 'tasks' | 'effects'>,
): Trace {
  const startedAt = tasks[0]?.startedAt ?? job.clock ?? instantOf(defaultClock);
  return {
    trace: traceVersion,
    digest: null,
    seed: job.seed ?? defaultSeed,
    status,
    startedAt,
    endedAt: tasks.at(-1)?.endedAt ?? startedAt,
    input: job.input ?? null,
    output: null,
    context: null,
    error: null,
    tasks,
    effects,
  };
}
