import type { StoreStatus } from '../../shared/contract/storeMethods.ts';
import { call, listen } from '../platform/bridge.ts';
import { useDocuments } from './documents/documentsStore.ts';
import { flushDrafts, startDraftJournal } from './documents/draftJournal.ts';
import { open, refreshEntries, takeChanges } from './documents/reading.ts';
import { startUnsavedReport } from './documents/unsavedReport.ts';
import { loadPolicy, startChecking } from './findings/checking.ts';
import { startFollowingRuns } from './runs/rehearsing.ts';
import { loadSettings, useSettings } from './settings/settingsStore.ts';
import { noteProcess, useStatus } from './status/statusStore.ts';

/** The document to show first: the last one of the last session, otherwise the first workflow. */
function firstDocument(): string | undefined {
  const { entries } = useDocuments.getState();
  const recent = useSettings.getState().recentDocuments.find((path) => entries.some((entry) => entry.path === path));
  return recent ?? entries.find((entry) => entry.kind === 'workflow')?.path ?? entries[0]?.path;
}

async function loadWorkspace(): Promise<void> {
  await Promise.all([loadSettings(), refreshEntries(), loadPolicy()]);
  const first = firstDocument();
  if (first !== undefined && useDocuments.getState().active === null) await open(first);
  useStatus.setState({ workspaceLoaded: true });
}

async function takeStatus(store: StoreStatus): Promise<void> {
  const before = useStatus.getState();
  const isNew = before.store?.state !== 'open' || before.store.workspace?.id !== store.workspace?.id;
  useStatus.setState({ store, failure: null });
  if (store.state !== 'open') return;
  if (isNew && !before.workspaceLoaded) await loadWorkspace();
  else await takeChanges(Object.keys(useDocuments.getState().open));
}

/** Asks main how the store is, and loads the workspace where it is open. */
export async function readStatus(): Promise<void> {
  const status = await call('store.status', {});
  if (status.ok) await takeStatus(status.value);
  else useStatus.setState({ failure: status.error });
}

/** Takes in a status that a method gave, e.g. after unlocking. */
export async function noteStatus(store: StoreStatus): Promise<void> {
  await takeStatus(store);
}

/** Connects the page's state with the application. Called once. */
export async function startSession(): Promise<void> {
  startDraftJournal();
  startChecking();
  startUnsavedReport();
  startFollowingRuns();
  window.addEventListener('blur', () => void flushDrafts());
  window.addEventListener('pagehide', () => void flushDrafts());
  listen('process.state', noteProcess);
  listen('store.changed', (status) => void takeStatus(status));
  listen('document.changed', ({ paths }) => void takeChanges(paths));
  void call('app.info', {}).then((info) => info.ok && useStatus.setState({ info: info.value }));
  await readStatus();
}
