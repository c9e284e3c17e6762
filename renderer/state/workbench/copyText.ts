import { call } from '../../platform/bridge.ts';
import { notify, notifyError } from '../notifications/notificationsStore.ts';

/** Puts a text that the page shows into the clipboard. */
export async function copyText(text: string): Promise<void> {
  const copied = await call('clipboard.write', { text });
  if (copied.ok) notify('success', 'Copied.');
  else notifyError(copied.error);
}
