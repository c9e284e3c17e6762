import { create } from 'zustand';

/** Where the cursor of the active editor is, counted from 1. */
export const useCursor = create<{ readonly line: number; readonly column: number }>(() => ({ line: 1, column: 1 }));

/** Takes in where the cursor went. */
export function noteCursor(line: number, column: number): void {
  useCursor.setState({ line, column });
}
