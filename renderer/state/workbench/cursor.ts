import { create } from 'zustand';

interface CursorState {
  /** Counted from 1, as the column. */
  readonly line: number;
  readonly column: number;
  /** The document that it is in; null before an editor has one. */
  readonly path: string | null;
  /** UTF-16 offset into the document's text. */
  readonly offset: number;
}

/** Where the cursor of the active editor is. */
export const useCursor = create<CursorState>(() => ({ line: 1, column: 1, path: null, offset: 0 }));

/** Takes in where the cursor went. */
export function noteCursor(cursor: CursorState): void {
  useCursor.setState(cursor);
}
