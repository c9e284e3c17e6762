import type { TextEdit } from '../../../shared/diagnostics/finding.ts';
import type { Range } from '../../../shared/workflow/document.ts';
import type { MonacoApi } from '../../platform/monaco.ts';
import type { EditorAction, EditorPort } from '../../state/documents/editorPort.ts';
import { knownModel } from './models.ts';
import { drawStep } from './stepMark.ts';
import { toRange } from './toRange.ts';
import { peekWay } from './wayPeek.ts';

type Editor = MonacoApi.editor.IStandaloneCodeEditor;

const editors = new Map<string, Editor>();
/** What to show in a document as soon as it has an editor. */
const waiting = new Map<string, Range>();
/** The document whose editor is to take the focus as soon as there is one. */
let awaited: string | null = null;
/** Where a rehearsal stands in a document. */
const marked = new Map<string, Range>();

const actions: Record<EditorAction, string> = {
  undo: 'undo',
  redo: 'redo',
  find: 'actions.find',
  replace: 'editor.action.startFindReplaceAction',
  'go-to-line': 'editor.action.gotoLine',
  complete: 'editor.action.triggerSuggest',
  'quick-fix': 'editor.action.quickFix',
  comment: 'editor.action.commentLine',
  'fold-all': 'editor.foldAll',
  'unfold-all': 'editor.unfoldAll',
};

function edit(path: string, edits: readonly TextEdit[]): boolean {
  const model = knownModel(path);
  if (model === undefined) return false;
  model.pushStackElement();
  const operations = edits.map(({ range, newText }) => ({ range: toRange(model, range), text: newText }));
  model.pushEditOperations([], operations, () => null);
  model.pushStackElement();
  return true;
}

function show(editor: Editor, range: Range): void {
  const model = editor.getModel();
  if (model === null) return;
  const place = toRange(model, range);
  editor.setSelection(place);
  editor.revealRangeInCenterIfOutsideViewport(place);
  editor.focus();
}

function withMark(path: string, editor: Editor): void {
  const model = editor.getModel();
  if (model !== null) drawStep(editor, model, marked.get(path) ?? null);
}

/** Makes the editor of a document known while it is on the screen. */
export function addEditor(path: string, editor: Editor): () => void {
  editors.set(path, editor);
  const range = waiting.get(path);
  waiting.delete(path);
  if (range !== undefined) show(editor, range);
  if (awaited === path) editor.focus();
  awaited = null;
  withMark(path, editor);
  return () => {
    if (editors.get(path) === editor) editors.delete(path);
  };
}

/** What the editor offers to the rest of the page. */
export const monacoPort: EditorPort = {
  apply: edit,
  replace(path, text) {
    const length = knownModel(path)?.getValueLength() ?? 0;
    return edit(path, [{ range: { start: 0, end: length }, newText: text }]);
  },
  reveal(path, range) {
    const editor = editors.get(path);
    if (editor === undefined) waiting.set(path, range);
    else show(editor, range);
  },
  point(path, range) {
    const editor = editors.get(path);
    const model = editor?.getModel();
    if (editor === undefined || model == null) return;
    const place = toRange(model, range);
    editor.setPosition({ lineNumber: place.startLineNumber, column: place.startColumn });
    editor.revealRangeInCenterIfOutsideViewport(place);
  },
  undo: (path) => void knownModel(path)?.undo(),
  redo: (path) => void knownModel(path)?.redo(),
  peek(path, finding) {
    const editor = editors.get(path);
    if (editor !== undefined) peekWay(editor, finding);
  },
  mark(path, range) {
    if (range === null) marked.delete(path);
    else marked.set(path, range);
    const editor = editors.get(path);
    if (editor !== undefined) withMark(path, editor);
  },
  cursor(path) {
    const editor = editors.get(path);
    const position = editor?.getPosition();
    return position == null ? null : (editor?.getModel()?.getOffsetAt(position) ?? null);
  },
  act(path, action) {
    const editor = editors.get(path);
    editor?.focus();
    editor?.trigger('command', actions[action], null);
  },
  focus(path) {
    const editor = editors.get(path);
    if (editor === undefined) awaited = path;
    else editor.focus();
  },
};
