import { create } from 'zustand';
import { showView } from '../workbench/dockPort.ts';

/** Whether the form for a passphrase is open. */
export const usePassphraseForm = create<{ readonly open: boolean }>(() => ({ open: false }));

/** Opens or closes the form for a passphrase. */
export function setPassphraseForm(open: boolean): void {
  usePassphraseForm.setState({ open });
}

/** Brings the person to the form for a passphrase, wherever they are. */
export function askForPassphrase(): void {
  setPassphraseForm(true);
  showView('vault');
}
