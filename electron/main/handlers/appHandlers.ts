import { app, clipboard } from 'electron';
import { ok } from '../../../shared/base/result.ts';
import type { UnsavedCheck } from '../unsavedCheck.ts';
import type { HandlersOf } from './mainHandlers.ts';

/** The application and its window. */
export function appHandlers(
  unsaved: UnsavedCheck,
): HandlersOf<'app.info' | 'window.unsaved' | 'window.close' | 'clipboard.write'> {
  return {
    'app.info': () =>
      ok({
        version: app.getVersion(),
        electron: process.versions.electron,
        chromium: process.versions.chrome,
        node: process.versions.node,
        platform: `${process.platform} ${process.arch}`,
        sandboxed: !app.commandLine.hasSwitch('no-sandbox'),
      }),
    'window.unsaved': ({ documents }) => {
      unsaved.note(documents.length);
      return ok({});
    },
    'window.close': () => {
      unsaved.proceed();
      return ok({});
    },
    'clipboard.write': ({ text }) => {
      clipboard.writeText(text);
      return ok({});
    },
  };
}
