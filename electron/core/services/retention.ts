import { auditTrail } from '../audit/auditTrail.ts';
import { type PolicyService, soundPolicy } from './policy.ts';
import type { Workbench } from './workbench.ts';

/** Removes what the policy keeps no longer. Revisions, documents and the audit log stay for good. */
export interface RetentionService {
  /** Purges now, before anybody sees what is due, and from then on once a day; `onBug` gets what is thrown. */
  start(onBug: (bug: unknown) => void): void;
  stop(): void;
}

/** Milliseconds of a day. */
const day = 24 * 60 * 60 * 1000;

/** Retention in the open workspace, by the policy in force at each purge. */
export function retentionService(
  { store, ports }: Pick<Workbench, 'store' | 'ports'>,
  policy: PolicyService,
): RetentionService {
  // Nobody asked for a purge but the policy.
  const audit = auditTrail(store, ports, 'drydock');
  let daily: NodeJS.Timeout | undefined;

  const purge = (opening: boolean): void => {
    const inForce = soundPolicy(policy);
    if (!inForce.ok) return;
    const { retention } = inForce.value;
    const now = ports.now().getTime();
    const daysAgo = (days: number): string => new Date(now - days * day).toISOString();
    store.transaction(() => {
      const runs = store.runs.removeBefore(daysAgo(retention.runs));
      const datasets = store.datasets.removeBefore(daysAgo(retention.datasets));
      // Later on, an editor may still show a draft and count on it being kept.
      const drafts = opening ? store.drafts.removeBefore(daysAgo(retention.drafts)) : 0;
      if (runs + datasets + drafts === 0) return;
      const counts = `runs ${runs}, datasets ${datasets}, drafts ${drafts}`;
      audit.record('retention.purge', `workspace:${store.workspace.id} (${counts})`);
    });
  };

  return {
    start(onBug) {
      const attempt = (opening: boolean): void => {
        try {
          purge(opening);
        } catch (bug) {
          onBug(bug);
        }
      };
      attempt(true);
      daily = setInterval(() => attempt(false), day);
      daily.unref();
    },
    stop: () => clearInterval(daily),
  };
}
