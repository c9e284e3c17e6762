import { app, clipboard } from 'electron';
import { ok } from '../../../shared/base/result.ts';
import type { UnsavedCheck } from '../unsavedCheck.ts';
import { mainHandler } from './mainHandler.ts';

/** The application and its window. */
export function appHandlers(unsaved: UnsavedCheck) {
  return [
    mainHandler('app.info', () =>
      ok({
        version: app.getVersion(),
        electron: process.versions.electron,
        chromium: process.versions.chrome,
        node: process.versions.node,
        platform: `${process.platform} ${process.arch}`,
        sandboxed: !app.commandLine.hasSwitch('no-sandbox'),
      }),
    ),
    mainHandler('window.unsaved', ({ documents }) => {
      unsaved.note(documents.length);
      return ok({});
    }),
    mainHandler('window.close', () => {
      unsaved.proceed();
      return ok({});
    }),
    mainHandler('clipboard.write', ({ text }) => {
      clipboard.writeText(text);
      return ok({});
    }),
  ];
}
