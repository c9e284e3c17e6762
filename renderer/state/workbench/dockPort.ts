/** The views that can be shown beside documents. */
export const viewIds = [
  'workspace',
  'graph',
  'problems',
  'rehearsal',
  'data',
  'vault',
  'audit',
  'export',
  'revisions',
  'review',
  'settings',
  'docs',
] as const;
/** One of {@link viewIds}. */
export type ViewId = (typeof viewIds)[number];

/** What the docking layout does for the rest of the page. */
export interface DockPort {
  /** Opens a view where it is closed, and moves the focus to it. */
  show(view: ViewId): void;
  /** Opens a view, or brings it to the front; the focus stays where it is. */
  bring(view: ViewId): void;
  /** Brings the tab of an open document to the front. */
  showDocument(path: string): void;
  /** Whether the tab of a document is the one that is seen among its neighbours. */
  isSeen(path: string): boolean;
  /** Closes the view in front; false where a document is. */
  closeView(): boolean;
  /** Moves the focus to the next (1) or previous (-1) region. */
  cycle(direction: 1 | -1): void;
  reset(): void;
}

let port: DockPort | null = null;
let asked: ViewId | null = null;

/** Makes the docking layout known; the function that comes back withdraws it. */
export function registerDock(dock: DockPort): () => void {
  port = dock;
  if (asked !== null) dock.show(asked);
  asked = null;
  return () => {
    if (port === dock) port = null;
  };
}

/** The docking layout, or null before it is there. */
export function dock(): DockPort | null {
  return port;
}

/** Brings a view to the front and leaves the focus where it is. */
export function bringView(view: ViewId): void {
  port?.bring(view);
}

/** Shows a view; before the layout is there, as soon as it is. */
export function showView(view: ViewId): void {
  if (port === null) asked = view;
  else port.show(view);
}
