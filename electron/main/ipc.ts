import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { type Settings, settingsSchema } from '../../shared/contract/appMethods.ts';
import { channels } from '../../shared/contract/bridge.ts';
import type { Dispatch } from './dispatcher.ts';
import { pageOrigin } from './pageFile.ts';

const strange = appError('denied', 'Only Drydock’s own window may ask this.');

/** Whether a call comes from the main frame of our window while it shows our page. */
function isOurPage(window: BrowserWindow, event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  if (frame === null || window.isDestroyed() || event.sender !== window.webContents) return false;
  return frame === window.webContents.mainFrame && frame.url.startsWith(`${pageOrigin}/`);
}

/** Opens the one channel on which the page can ask. `settings` hears every answer that carries the settings. */
export function serveCalls(window: BrowserWindow, dispatch: Dispatch, settings: (settings: Settings) => void): void {
  ipcMain.handle(channels.call, async (event, name: unknown, input: unknown): Promise<Result<unknown>> => {
    if (!isOurPage(window, event)) return err(strange);
    const result = await dispatch(name, input);
    if (result.ok && (name === 'settings.read' || name === 'settings.write'))
      settings(settingsSchema.parse(result.value));
    return result.ok ? ok(result.value) : err(result.error);
  });
}
