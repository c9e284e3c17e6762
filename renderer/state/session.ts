import { isJsonObject } from '../../shared/base/json.ts';
import type { StoreStatus } from '../../shared/contract/storeMethods.ts';
import { call, listen } from '../platform/bridge.ts';
import { useDatasets } from './datasets/datasetsStore.ts';
import { useDocuments } from './documents/documentsStore.ts';
import { flushDrafts, startDraftJournal } from './documents/draftJournal.ts';
import { open, openBehind, refreshEntries, takeChanges } from './documents/reading.ts';
import { startUnsavedReport } from './documents/unsavedReport.ts';
import { loadPolicy, startChecking } from './findings/checking.ts';
import { useGraph } from './graph/graphStore.ts';
import { notify } from './notifications/notificationsStore.ts';
import { startFollowingScenario } from './runs/followScenario.ts';
import { startFollowingRuns } from './runs/rehearsing.ts';
import { useRuns } from './runs/runsStore.ts';
import { startClearingMarks } from './runs/stepping.ts';
import { startVoidingPreviews, useSeal } from './seal/sealStore.ts';
import { loadSettings, useSettings } from './settings/settingsStore.ts';
import { startNotingChanges, useWorkspaceChanges } from './status/sessionLoss.ts';
import { noteProcess, useStatus } from './status/statusStore.ts';
import { startFollowingWork } from './status/workStore.ts';
import { useVault } from './vault/vaultStore.ts';

/** The document to show first: the last one of the last session, otherwise the first workflow. */
function firstDocument(): string | undefined {
  const { entries } = useDocuments.getState();
  const recent = useSettings.getState().recentDocuments.find((path) => entries.some((entry) => entry.path === path));
  return recent ?? entries.find((entry) => entry.kind === 'workflow')?.path ?? entries[0]?.path;
}

/** Documents that had a tab when the layout was kept, as far as they still exist. */
function keptTabs(): string[] {
  const { layout } = useSettings.getState();
  const panels = isJsonObject(layout) ? layout.panels : null;
  const known = new Set(useDocuments.getState().entries.map((entry) => entry.path));
  const ids = isJsonObject(panels) ? Object.keys(panels) : [];
  return ids.map((id) => id.replace(/^document:/, '')).filter((path) => known.has(path));
}

async function loadWorkspace(): Promise<void> {
  await Promise.all([loadSettings(), refreshEntries(), loadPolicy()]);
  const first = firstDocument();
  for (const path of keptTabs()) await openBehind(path);
  if (first !== undefined && useDocuments.getState().active === null) await open(first);
  useStatus.setState({ workspaceLoaded: true });
}

/** Forgets everything of a workspace before another one is loaded: nothing crosses from one to the other. */
function forgetWorkspace(): void {
  useStatus.setState({ workspaceLoaded: false });
  useDocuments.setState({ entries: [], open: {}, order: [], active: null });
  useRuns.setState(useRuns.getInitialState(), true);
  useGraph.setState(useGraph.getInitialState(), true);
  useDatasets.setState(useDatasets.getInitialState(), true);
  useVault.setState(useVault.getInitialState(), true);
  useSeal.setState(useSeal.getInitialState(), true);
  useWorkspaceChanges.setState({ names: [] });
}

let loadedWorkspace: string | null = null;

async function takeStatus(store: StoreStatus): Promise<void> {
  const before = useStatus.getState().store;
  useStatus.setState({ store, failure: null });
  if (store.mended !== undefined && store.mended !== before?.mended) notify('warning', store.mended);
  if (store.state !== 'open') return;
  const id = store.workspace?.id ?? '';
  if (loadedWorkspace === id) {
    // The store was opened again, e.g. after core was restarted: look what is there now.
    await takeChanges(Object.keys(useDocuments.getState().open));
    return;
  }
  if (loadedWorkspace !== null) forgetWorkspace();
  loadedWorkspace = id;
  await loadWorkspace();
}

/** Asks main how the store is, and loads the workspace where it is open. */
export async function readStatus(): Promise<void> {
  const status = await call('store.status', {});
  if (status.ok) await takeStatus(status.value);
  else useStatus.setState({ failure: status.error });
}

/** Has the workspace opened again that could not be: what was in the way may be gone. */
export async function retryStore(): Promise<void> {
  const workspace = useStatus.getState().store?.workspace;
  if (workspace === undefined || workspace === null) return readStatus();
  const opened = await call('workspace.open', { id: workspace.id });
  if (opened.ok) await takeStatus(opened.value);
  else useStatus.setState({ failure: opened.error });
}

/** Takes in a status after which nothing that is known of the workspace holds any more: a backup took its place. */
export async function noteReplacedStore(store: StoreStatus): Promise<void> {
  if (loadedWorkspace !== null) forgetWorkspace();
  loadedWorkspace = null;
  await takeStatus(store);
}

/** Takes in a status that a method gave, e.g. after unlocking. */
export async function noteStatus(store: StoreStatus): Promise<void> {
  await takeStatus(store);
}

/** Connects the page's state with the application. Called once. */
export async function startSession(): Promise<void> {
  startDraftJournal();
  startChecking();
  startNotingChanges();
  startUnsavedReport();
  startFollowingRuns();
  startClearingMarks();
  startFollowingScenario();
  startVoidingPreviews();
  startFollowingWork();
  window.addEventListener('blur', () => void flushDrafts());
  window.addEventListener('pagehide', () => void flushDrafts());
  listen('process.state', noteProcess);
  listen('store.changed', (status) => void takeStatus(status));
  listen('document.changed', ({ paths }) => void takeChanges(paths));
  void call('app.info', {}).then((info) => info.ok && useStatus.setState({ info: info.value }));
  await readStatus();
}
