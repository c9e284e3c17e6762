import { create } from 'zustand';

/** The document whose text was last put on the screen by the editor, in its colours. */
export const useShownDocument = create<{ readonly path: string | null }>(() => ({ path: null }));

/** Takes in that the editor shows a document. */
export function noteShown(path: string): void {
  useShownDocument.setState({ path });
}
