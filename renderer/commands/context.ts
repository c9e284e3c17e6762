import { useDatasets } from '../state/datasets/datasetsStore.ts';
import { workflowOf } from '../state/documents/companions.ts';
import { activeDocument, unsavedPaths, useDocuments } from '../state/documents/documentsStore.ts';
import { shownFindings, useFindings } from '../state/findings/findingsStore.ts';
import { changeableTask } from '../state/graph/changingTasks.ts';
import { useGraph } from '../state/graph/graphStore.ts';
import { useRuns } from '../state/runs/runsStore.ts';
import { currentStep } from '../state/runs/stepping.ts';
import { useStatus } from '../state/status/statusStore.ts';
import type { CommandContext } from './command.ts';

/** The state of the window as commands see it. */
export function readContext(): CommandContext {
  const { open, active, entries } = useDocuments.getState();
  const { byPath, filter } = useFindings.getState();
  const store = useStatus.getState().store;
  const document = activeDocument();
  const workflow = document === null ? null : workflowOf(document.path, entries);
  return {
    storeOpen: store?.state === 'open',
    storeLocked: store?.state === 'locked',
    document,
    unsaved: unsavedPaths(open),
    problems: shownFindings(byPath, filter, active).length,
    rehearsing: useRuns.getState().current?.state === 'running',
    runnable: workflow !== null,
    step: currentStep(workflow),
    task: changeableTask()?.reference ?? null,
    sampled: useDatasets.getState().list.length > 0,
  };
}

/** The same for components, which are drawn again when it changes. */
export function useCommandContext(): CommandContext {
  useDocuments();
  useFindings();
  useRuns((state) => state.current?.state);
  useRuns((state) => state.shown);
  useRuns((state) => state.task);
  useGraph((state) => state.selected);
  useGraph((state) => state.shown);
  useDatasets((state) => state.list);
  useStatus((state) => state.store);
  return readContext();
}
