import type { RunStatus, TaskStatus } from '../../../shared/simulation/trace.ts';
import type { Mood } from '../../ui/Badge.tsx';

const moods: Record<RunStatus | TaskStatus, Mood> = {
  completed: 'success',
  faulted: 'error',
  cancelled: 'neutral',
  skipped: 'neutral',
  waiting: 'info',
  limit: 'warning',
};

/** How the end of a run or a task is meant. */
export function statusMood(status: RunStatus | TaskStatus): Mood {
  return moods[status];
}
