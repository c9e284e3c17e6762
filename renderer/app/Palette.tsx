import { setPalette, useDialogs } from '../state/workbench/dialogs.ts';
import { CommandPalette } from './CommandPalette.tsx';
import { DocumentPalette } from './DocumentPalette.tsx';

/** The search box over the window: every command, or every document. */
export function Palette() {
  const palette = useDialogs((state) => state.palette);
  const close = () => setPalette(null);
  if (palette === 'commands') return <CommandPalette onClose={close} />;
  if (palette === 'documents') return <DocumentPalette onClose={close} />;
  return null;
}
