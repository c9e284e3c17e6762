import { useDialogs } from '../state/workbench/dialogs.ts';

/** The search box over the window: every command, or every document. */
export function Palette() {
  const palette = useDialogs((state) => state.palette);
  return palette === null ? null : null;
}
