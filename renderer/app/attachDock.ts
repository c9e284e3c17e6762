import type { DockviewApi } from 'dockview-react';
import type { Json } from '../../shared/base/json.ts';
import { activate, useDocuments } from '../state/documents/documentsStore.ts';
import { changeSettings, useSettings } from '../state/settings/settingsStore.ts';
import { registerDock, type ViewId } from '../state/workbench/dockPort.ts';
import { arrange, openDocumentPanel, openView, panelId, settleSizes } from './dockLayout.ts';
import { markSettled } from './markSettled.ts';
import { cycleRegions, focusSoon } from './regions.ts';

const layoutRest = 500;

/** True where the layout is the one of a first start. */
function restore(api: DockviewApi): boolean {
  const { layout } = useSettings.getState();
  try {
    if (layout !== null) api.fromJSON(layout as never);
  } catch {
    api.clear();
  }
  if (api.panels.length > 0) return false;
  arrange(api);
  return true;
}

function syncTabs(api: DockviewApi): void {
  const { open, order } = useDocuments.getState();
  for (const panel of [...api.panels]) {
    const path = panel.params?.path;
    if (typeof path === 'string' && open[path] === undefined) api.removePanel(panel);
  }
  for (const path of order) openDocumentPanel(api, path);
}

function syncActive(api: DockviewApi): void {
  const { active } = useDocuments.getState();
  const panel = active === null ? undefined : api.getPanel(panelId(active));
  if (panel !== undefined && !panel.api.isActive) panel.api.setActive();
}

function keepLayout(api: DockviewApi): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listening = api.onDidLayoutChange(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // Through JSON, because the layout holds fields that are undefined, which the contract has no word for.
      const layout = JSON.parse(JSON.stringify(api.toJSON())) as Json;
      void changeSettings({ layout: layout as never });
    }, layoutRest);
  });
  return () => {
    clearTimeout(timer);
    listening.dispose();
  };
}

function show(api: DockviewApi, view: ViewId): void {
  openView(api, view);
  focusSoon(() => api.getPanel(view)?.group.element);
}

/** Connects the docking layout with the page's state; the function that comes back parts them. */
export function attachDock(api: DockviewApi): () => void {
  const isFresh = restore(api);
  syncTabs(api);
  syncActive(api);
  if (isFresh) settleSizes(api);
  const stopFollowing = useDocuments.subscribe((now, before) => {
    if (now.order !== before.order) syncTabs(api);
    if (now.active !== before.active || now.order !== before.order) syncActive(api);
  });
  const activePanel = api.onDidActivePanelChange(() => {
    const path = api.activePanel?.params?.path;
    if (typeof path === 'string') activate(path);
  });
  const stopKeeping = keepLayout(api);
  const withdraw = registerDock({
    show: (view) => show(api, view),
    bring: (view) => openView(api, view),
    showDocument: (path) => api.getPanel(panelId(path))?.api.setActive(),
    isSeen: (path) => api.getPanel(panelId(path))?.api.isVisible === true,
    closeView() {
      const panel = api.activePanel;
      if (panel === undefined || panel.params?.path !== undefined) return false;
      panel.api.close();
      return true;
    },
    cycle: cycleRegions,
    reset() {
      api.clear();
      arrange(api);
      syncTabs(api);
      syncActive(api);
      settleSizes(api);
    },
  });
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      document.documentElement.dataset.ready = 'true';
      performance.mark('drydock:usable');
    }),
  );
  const stopSettling = markSettled();
  return () => {
    stopSettling();
    stopFollowing();
    activePanel.dispose();
    stopKeeping();
    withdraw();
  };
}
