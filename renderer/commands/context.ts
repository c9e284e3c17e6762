import { useSyncExternalStore } from 'react';
import { useDatasets } from '../state/datasets/datasetsStore.ts';
import { workflowOf } from '../state/documents/companions.ts';
import { activeDocument, unsavedPaths, useDocuments } from '../state/documents/documentsStore.ts';
import { shownFindings, useFindings } from '../state/findings/findingsStore.ts';
import { changeableTask } from '../state/graph/changingTasks.ts';
import { useGraph } from '../state/graph/graphStore.ts';
import { useRuns } from '../state/runs/runsStore.ts';
import { currentStep } from '../state/runs/stepping.ts';
import { useStatus } from '../state/status/statusStore.ts';
import type { Command, CommandContext } from './command.ts';

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

const stores = [useDocuments, useFindings, useRuns, useGraph, useDatasets, useStatus] as const;

function onChange(changed: () => void): () => void {
  const stops = stores.map((store) => store.subscribe(changed));
  return () => {
    for (const stop of stops) stop();
  };
}

/** Whether a command can run now. A component that asks is drawn again when the answer changes, not with each key. */
export function useCanRun(command: Command): boolean {
  return useSyncExternalStore(onChange, () => command.when(readContext()) === true);
}
