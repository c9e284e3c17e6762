import { workflowOf } from '../state/documents/companions.ts';
import { activeDocument, unsavedPaths, useDocuments } from '../state/documents/documentsStore.ts';
import { shownFindings, useFindings } from '../state/findings/findingsStore.ts';
import { useRuns } from '../state/runs/runsStore.ts';
import { useStatus } from '../state/status/statusStore.ts';
import type { CommandContext } from './command.ts';

/** The state of the window as commands see it. */
export function readContext(): CommandContext {
  const { open, active, entries } = useDocuments.getState();
  const { byPath, filter } = useFindings.getState();
  const store = useStatus.getState().store;
  const document = activeDocument();
  return {
    storeOpen: store?.state === 'open',
    storeLocked: store?.state === 'locked',
    document,
    unsaved: unsavedPaths(open),
    problems: shownFindings(byPath, filter, active).length,
    rehearsing: useRuns.getState().current?.state === 'running',
    runnable: document !== null && workflowOf(document.path, entries) !== null,
  };
}

/** The same for components, which are drawn again when it changes. */
export function useCommandContext(): CommandContext {
  useDocuments();
  useFindings();
  useRuns((state) => state.current?.state);
  useStatus((state) => state.store);
  return readContext();
}
