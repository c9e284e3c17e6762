import { defaultClock, instantOf } from '../../../shared/simulation/clock.ts';
import type { RehearsalStart } from '../../../shared/simulation/ports.ts';
import { defaultSeed } from '../../../shared/simulation/prepareRehearsal.ts';
import { type Trace, traceVersion } from '../../../shared/simulation/trace.ts';

/** The trace of a run whose child was ended from outside: what it had reported until then; null where that was nothing. */
export function partialTrace(
  start: RehearsalStart | null,
  status: 'limit' | 'cancelled',
  { tasks, effects }: Pick<Trace, 'tasks' | 'effects'>,
): Trace {
  const startedAt = start?.startedAt ?? instantOf(defaultClock);
  return {
    trace: traceVersion,
    digest: null,
    seed: start?.seed ?? defaultSeed,
    status,
    startedAt,
    endedAt: tasks.at(-1)?.endedAt ?? startedAt,
    input: start?.input ?? null,
    output: null,
    context: null,
    error: null,
    tasks,
    effects,
  };
}
