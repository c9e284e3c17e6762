import type { AddPanelPositionOptions, DockviewApi } from 'dockview-react';
import type { ViewId } from '../state/workbench/dockPort.ts';

type Place = 'left' | 'middle' | 'right' | 'bottom';

const views: Record<ViewId, { readonly title: string; readonly place: Place }> = {
  workspace: { title: 'Workspace', place: 'left' },
  graph: { title: 'Graph', place: 'right' },
  problems: { title: 'Problems', place: 'bottom' },
  rehearsal: { title: 'Rehearsal', place: 'bottom' },
  data: { title: 'Sample data', place: 'middle' },
  vault: { title: 'Secrets and keys', place: 'middle' },
  audit: { title: 'Audit log', place: 'middle' },
  export: { title: 'Seal and export', place: 'middle' },
  revisions: { title: 'Revisions', place: 'middle' },
  review: { title: 'Review', place: 'right' },
  settings: { title: 'Settings', place: 'middle' },
  docs: { title: 'Documentation', place: 'middle' },
};

const leftWidth = 250;
/** What is higher than it is wide takes at most this share of the window: the text beside it has to be readable, too. */
const rightShare = 0.38;
const rightWidth = 520;
const bottomHeight = 320;

/** Id of a document's panel. */
export function panelId(path: string): string {
  return `document:${path}`;
}

function placeOf(id: string): Place {
  return id.startsWith('document:') ? 'middle' : views[id as ViewId].place;
}

/** Where a panel goes: beside its like, otherwise to its side of whatever there is. */
function positionFor(api: DockviewApi, place: Place): AddPanelPositionOptions | undefined {
  const like = api.panels.find((panel) => placeOf(panel.id) === place);
  if (like !== undefined) return { referenceGroup: like.group };
  if (api.panels.length === 0) return undefined;
  if (place === 'left') return { direction: 'left' };
  // The whole height, for what is higher than it is wide.
  if (place === 'right') return { direction: 'right' };
  const bottom = api.panels.find((panel) => placeOf(panel.id) === 'bottom');
  if (place === 'middle' && bottom !== undefined) return { referenceGroup: bottom.group, direction: 'above' };
  const middle = api.panels.find((panel) => placeOf(panel.id) === 'middle');
  if (place === 'bottom' && middle !== undefined) return { referenceGroup: middle.group, direction: 'below' };
  return { direction: 'right' };
}

/** Opens a view where it is closed, and brings it to the front. */
export function openView(api: DockviewApi, id: ViewId, inactive = false): void {
  const open = api.getPanel(id);
  if (open !== undefined) {
    open.api.setActive();
    return;
  }
  const { title, place } = views[id];
  const position = positionFor(api, place);
  const rightSize = Math.min(rightWidth, Math.round(api.width * rightShare));
  const left = api.panels.find((panel) => placeOf(panel.id) === 'left')?.group.api;
  const width = left?.width;
  api.addPanel({
    id,
    component: id,
    title,
    inactive,
    ...(position !== undefined && { position }),
    ...(place === 'left' && { initialWidth: leftWidth, minimumWidth: 180 }),
    ...(place === 'right' && { initialWidth: rightSize, minimumWidth: 240 }),
    ...(place === 'bottom' && { initialHeight: bottomHeight }),
  });
  // A column of its own takes its room from the documents, not from the workspace.
  if (place !== 'right') return;
  if (width !== undefined) left?.setSize({ width });
  api.getPanel(id)?.group.api.setSize({ width: rightSize });
}

/** Opens a document's tab where there is none. */
export function openDocumentPanel(api: DockviewApi, path: string): void {
  const id = panelId(path);
  if (api.getPanel(id) !== undefined) return;
  const position = positionFor(api, 'middle');
  const title = path.split('/').at(-1) ?? path;
  api.addPanel({
    id,
    component: 'document',
    title,
    params: { path },
    inactive: true,
    ...(position !== undefined && { position }),
  });
}

/** The layout of a first start: workspace on the left, problems and rehearsal below the documents. */
export function arrange(api: DockviewApi): void {
  openView(api, 'problems');
  openView(api, 'rehearsal', true);
  openView(api, 'workspace');
}

/** Gives the sides their usual sizes, once everything is in place. */
export function settleSizes(api: DockviewApi): void {
  api.getPanel('workspace')?.group.api.setSize({ width: leftWidth });
  api.getPanel('problems')?.group.api.setSize({ height: bottomHeight });
}
