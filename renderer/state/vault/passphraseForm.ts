import { create } from 'zustand';
import { shortestPassphrase } from '../../../shared/contract/storeMethods.ts';
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

/** Why a new passphrase, typed twice, will not do, or null. The same rule for the store and for a backup. */
export function passphraseObjection(passphrase: string, again: string): string | null {
  if (passphrase.length < shortestPassphrase) {
    return `Use at least ${shortestPassphrase} characters; a few words are best.`;
  }
  return passphrase === again ? null : 'The two are not the same.';
}
