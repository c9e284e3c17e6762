import { create } from 'zustand';
import type { Fix } from '../../../shared/diagnostics/finding.ts';
import { applyTextEdits } from '../documents/applyTextEdits.ts';
import { activate, openDocument } from '../documents/documentsStore.ts';
import { editDocument } from '../documents/editorPort.ts';
import { notify } from '../notifications/notificationsStore.ts';
import { type PlacedFinding, selectFinding, useFindings } from './findingsStore.ts';

/** Whether the findings of a document are about the text that it has now: only then do the ranges of fixes fit. */
export function isCurrent(path: string): boolean {
  return useFindings.getState().byPath[path]?.text === openDocument(path)?.text;
}

interface FixPreviewState {
  /** The fix whose change is shown, told by its finding and its title. */
  readonly shown: { readonly placed: PlacedFinding; readonly title: string } | null;
}

/** The fix that is being looked at before it is applied. */
export const useFixPreview = create<FixPreviewState>(() => ({ shown: null }));

/** Applies a fix as one undo step. */
export function applyFix(path: string, fix: Fix): void {
  if (!isCurrent(path)) {
    notify('info', 'The text has just changed. Look at the problem again before you apply a fix.');
    return;
  }
  useFixPreview.setState({ shown: null });
  // Seen in front, and there one undo takes it back.
  activate(path);
  editDocument(path, fix.edits);
}

/** Shows what a fix of a finding would change, or hides it. */
export function showFixPreview(placed: PlacedFinding, fix: Fix | null): void {
  if (fix !== null) selectFinding(placed);
  useFixPreview.setState({ shown: fix === null ? null : { placed, title: fix.title } });
}

/** One changed stretch of a preview, whole lines before and after. */
export interface FixPreview {
  /** 1-based number of the first line. */
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** The lines that a fix changes, as they are and as they will be. */
export function previewFix(text: string, fix: Fix): FixPreview {
  const starts = fix.edits.map((edit) => edit.range.start);
  const ends = fix.edits.map((edit) => edit.range.end);
  const from = lineStart(text, Math.min(...starts, text.length));
  const to = lineEnd(text, Math.max(...ends, 0));
  const fixed = applyTextEdits(text, fix.edits);
  return {
    line: text.slice(0, from).split('\n').length,
    before: text.slice(from, to),
    after: fixed.slice(from, fixed.length - (text.length - to)),
  };
}
