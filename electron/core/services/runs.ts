import { appError } from '../../../shared/base/appError.ts';
import { err, ok } from '../../../shared/base/result.ts';
import { ulid } from '../../../shared/base/ulid.ts';
import { runSummarySchema } from '../../../shared/contract/rehearsalMethods.ts';
import type { Trace } from '../../../shared/simulation/trace.ts';
import type { MethodHandlers } from '../handlers.ts';
import type { Workbench } from './workbench.ts';

/** Rehearsals that a workspace keeps; the oldest go first. */
export const keptRuns = 500;
/** Bytes that their traces take together; the oldest go first. */
export const keptTraceBytes = 512 * 1024 * 1024;
/** Longest trace that is kept, in UTF-16 units of its JSON: a longer one is shown once and not kept. */
export const maxTraceLength = 32 * 1024 * 1024;

/** A rehearsal that has ended. */
export interface EndedRun {
  readonly path: string;
  readonly scenario: string | null;
  readonly trace: Trace;
}

/** Keeps ended rehearsals; answers with the run's id. */
export type KeepRun = (run: EndedRun) => string;

/** The journal of rehearsals. */
export function runJournal({ store, ports, audit }: Workbench): KeepRun {
  return ({ path, scenario, trace }) => {
    const now = ports.now();
    const id = ulid(now.getTime(), ports.random(10));
    const json = JSON.stringify(trace);
    const { status, digest } = trace;
    store.transaction(() => {
      if (json.length <= maxTraceLength) {
        store.runs.add({ id, path, scenario, status, digest, at: now.toISOString() }, json);
        store.runs.prune(keptRuns, keptTraceBytes);
      }
      audit.record('rehearsal.run', `document:${path}`, { after: digest });
    });
    return id;
  };
}

/** Kept rehearsals as the page sees them. */
export function runHandlers({ store }: Pick<Workbench, 'store'>): Pick<MethodHandlers, 'run.list' | 'run.read'> {
  return {
    'run.list': ({ path, limit }) => ok(store.runs.list(limit, path).map((run) => runSummarySchema.parse(run))),
    'run.read'({ id }) {
      const run = store.runs.read(id);
      if (run === null) return err(appError('not-found', 'This rehearsal is no longer kept.'));
      const { trace, ...summary } = run;
      return ok({ ...runSummarySchema.parse(summary), trace: JSON.parse(trace) });
    },
  };
}
