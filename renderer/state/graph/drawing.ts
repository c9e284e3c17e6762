import { graphLanguage } from '../../platform/language.ts';
import { workflowOf } from '../documents/companions.ts';
import { type OpenDocument, openDocument, useDocuments } from '../documents/documentsStore.ts';
import { startFollowing } from './following.ts';
import { isSelectable, type ShownGraph, useGraph } from './graphStore.ts';
import { chooseTask, selectAtCursor } from './selecting.ts';

/** Milliseconds of rest after which a changed text is drawn anew. */
export const drawRest = 60;

let viewers = 0;
let isRunning = false;
let isWaiting = false;
let timer: ReturnType<typeof setTimeout> | null = null;

/** The workflow whose graph is shown: the document in front, or the one that it belongs to where that is open. */
export function graphedDocument(): OpenDocument | null {
  const { active, entries } = useDocuments.getState();
  if (active === null) return null;
  const document = openDocument(active);
  if (document?.kind === 'workflow') return document;
  return openDocument(workflowOf(active, entries) ?? '');
}

function take(path: string, text: string, answer: Omit<ShownGraph, 'path' | 'text'> | null): void {
  const before = useGraph.getState();
  if (answer === null) {
    const shown = before.shown?.path === path ? before.shown : null;
    useGraph.setState({ shown, isBroken: true, failure: null });
    return;
  }
  const shown: ShownGraph = { path, text, ...answer };
  const keeps = before.selected !== null && before.shown?.path === path && isSelectable(shown, before.selected);
  useGraph.setState({ shown, isBroken: false, failure: null, selected: keeps ? before.selected : null, wanted: null });
  if (before.wanted !== null && isSelectable(shown, before.wanted)) chooseTask(before.wanted);
  else if (!keeps) selectAtCursor();
}

async function draw(): Promise<void> {
  const document = graphedDocument();
  if (document === null) {
    useGraph.setState({ shown: null, isBroken: false, failure: null, selected: null });
    return;
  }
  const { path, kind, text } = document;
  const folds = useGraph.getState().folds[path] ?? {};
  isRunning = true;
  const answer = await graphLanguage().ask<'graph'>({ ask: 'graph', document: { path, kind, text }, folds });
  isRunning = false;
  if (viewers > 0 && graphedDocument()?.path === path) {
    if (answer.ok) take(path, text, answer.value);
    else useGraph.setState({ failure: answer.error.message });
  }
  if (isWaiting) schedule(0);
}

function schedule(rest: number): void {
  isWaiting = true;
  if (timer !== null) clearTimeout(timer);
  timer = setTimeout(() => {
    timer = null;
    // One drawing at a time: the text of the moment it starts counts, and what came between is skipped.
    if (isRunning) return;
    isWaiting = false;
    if (viewers > 0) void draw();
  }, rest);
}

/** Draws the graph while somebody looks at it; the function that comes back ends that. */
export function startDrawing(): () => void {
  viewers += 1;
  schedule(0);
  const stopDocuments = useDocuments.subscribe((now, before) => {
    const path = graphedDocument()?.path ?? '';
    if (now.active !== before.active) schedule(0);
    else if (now.open[path]?.text !== before.open[path]?.text) schedule(drawRest);
  });
  const stopFollowing = startFollowing();
  return () => {
    viewers -= 1;
    stopDocuments();
    stopFollowing();
  };
}

/** Folds or unfolds a container. */
export function setFold(reference: string, isFolded: boolean): void {
  const { shown, folds } = useGraph.getState();
  if (shown === null) return;
  const own = { ...folds[shown.path], [reference]: isFolded };
  useGraph.setState({ folds: { ...folds, [shown.path]: own } });
  schedule(0);
}
