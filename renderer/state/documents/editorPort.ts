import type { Finding, TextEdit } from '../../../shared/diagnostics/finding.ts';
import type { Range } from '../../../shared/workflow/document.ts';
import { applyTextEdits } from './applyTextEdits.ts';
import { noteText, openDocument } from './documentsStore.ts';

/** What the text editor does for the rest of the page. The editor registers itself; nobody imports it. */
export interface EditorPort {
  /** Applies edits as one undo step; false where the document has no editor model yet. */
  apply(path: string, edits: readonly TextEdit[]): boolean;
  /** Replaces the whole text as one undo step; false as above. */
  replace(path: string, text: string): boolean;
  /** Shows a range and puts the cursor there. */
  reveal(path: string, range: Range): void;
  /** Brings a range into sight and puts the cursor at its beginning; the focus stays where it is. */
  point(path: string, range: Range): void;
  /** Takes back the last change of a document, or (redo) makes it again, wherever the focus is. */
  undo(path: string): void;
  redo(path: string): void;
  /** Opens the editor's peek view at a finding, with every place of the way of its data. */
  peek(path: string, finding: Finding): void;
  /** Marks the lines of a range as where a rehearsal stands and brings the first into sight; null takes it away. */
  mark(path: string, range: Range | null): void;
  /** Offset of the cursor in the active editor, or null. */
  cursor(path: string): number | null;
  /** Runs one of the editor's own actions (find, replace, undo …). */
  act(path: string, action: EditorAction): void;
  /** Moves the focus into a text, as soon as it is there. */
  focus(path: string): void;
}

/** Actions of the editor that have a command in the palette. */
export type EditorAction =
  | 'undo'
  | 'redo'
  | 'find'
  | 'replace'
  | 'go-to-line'
  | 'complete'
  | 'quick-fix'
  | 'comment'
  | 'fold-all'
  | 'unfold-all';

let port: EditorPort | null = null;

/** Makes an editor known; the function that comes back withdraws it. */
export function registerEditor(editor: EditorPort): () => void {
  port = editor;
  return () => {
    if (port === editor) port = null;
  };
}

/** The editor, or null while its library is loading. */
export function editor(): EditorPort | null {
  return port;
}

/** Edits an open document as one undo step, also where the editor has not loaded yet. */
export function editDocument(path: string, edits: readonly TextEdit[]): void {
  if (port?.apply(path, edits)) return;
  const document = openDocument(path);
  if (document !== null) noteText(path, applyTextEdits(document.text, edits));
}

/** Replaces an open document's text as one undo step. */
export function replaceText(path: string, text: string): void {
  if (port?.replace(path, text)) return;
  noteText(path, text);
}
