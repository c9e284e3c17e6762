import { call } from '../../platform/bridge.ts';
import { type ShownRun, type TaskInspection, useRuns } from './runsStore.ts';

const changed =
  'The workflow, its scenario or its data has changed since this run, so its expressions cannot be shown. Rehearse again.';

const cancelled =
  'This run was cancelled, so it cannot be repeated up to the same point. Rehearse again to see its expressions.';

/** Whether an inspection is the one that is wanted now. */
function isWanted(run: ShownRun, task: number): boolean {
  const { inspected, shown } = useRuns.getState();
  return shown === run && inspected?.run === run.id && inspected.task === task;
}

/** Asks core what a task of a run evaluated: it replays the run, which gives the same one again. */
export async function inspectTask(run: ShownRun, task: number): Promise<void> {
  if (isWanted(run, task)) return;
  const asking: TaskInspection = { run: run.id, task, state: 'asking', inspection: null, problem: null };
  if (run.trace.status === 'cancelled') {
    useRuns.setState({ inspected: { ...asking, state: 'failed', problem: cancelled } });
    return;
  }
  useRuns.setState({ inspected: asking });
  const answer = await call('rehearsal.inspect', { run: crypto.randomUUID(), ...run.request, task });
  if (!isWanted(run, task)) return;
  const problem = !answer.ok ? answer.error.message : answer.value.digest === run.trace.digest ? null : changed;
  useRuns.setState({
    inspected:
      answer.ok && problem === null
        ? { ...asking, state: 'done', inspection: answer.value }
        : { ...asking, state: 'failed', problem },
  });
}

/** Forgets what was asked, so that it is asked again. */
export function inspectAgain(run: ShownRun, task: number): Promise<void> {
  useRuns.setState({ inspected: null });
  return inspectTask(run, task);
}
