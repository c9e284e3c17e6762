import { type BrowserWindow, dialog } from 'electron';
import type { MethodName } from '../../shared/contract/table.ts';

/**
 * Asks the person whether Drydock may connect to a team server. The page named the place, and a page may have been taken
 * over: so this is a dialog of the system, which the page can neither draw nor answer.
 */
export async function askForConnection(window: BrowserWindow, name: MethodName, place: string): Promise<boolean> {
  const sends = name === 'bundle.push';
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: sends ? `Send the sealed bundle to ${place}?` : `Fetch a bundle from ${place}?`,
    detail: 'Drydock connects to this server alone, once. Nothing else leaves this computer.',
    buttons: ['Cancel', sends ? 'Send' : 'Fetch'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}
