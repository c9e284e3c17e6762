import { basename } from 'node:path';
import { ok } from '../../../shared/base/result.ts';
import type { StoredDocument } from '../../../shared/contract/documentMethods.ts';
import type { AskCore } from '../askCore.ts';
import type { Pickers } from '../pickers.ts';
import { mainHandler } from './mainHandler.ts';

async function importAll(ask: AskCore, files: readonly string[]) {
  const documents: StoredDocument[] = [];
  const refused: { name: string; message: string }[] = [];
  for (const file of files) {
    const taken = await ask('internal.importFile', { file });
    if (taken.ok) documents.push(taken.value);
    else refused.push({ name: basename(file), message: taken.error.message });
  }
  return { documents, refused };
}

/** What needs one of the system's pickers: the page never sees or names a path outside the workspace. */
export function fileHandlers(ask: AskCore, pickers: Pickers) {
  return [
    mainHandler('document.importFiles', async () => ok(await importAll(ask, await pickers.filesToImport()))),
    mainHandler('document.exportFile', async ({ path }) => {
      const file = await pickers.fileToWrite('Export document', basename(path));
      if (file === null) return ok({ written: false });
      const written = await ask('internal.exportFile', { path, file });
      return written.ok ? ok({ written: true }) : written;
    }),
    mainHandler('folder.link', async () => {
      const folder = await pickers.folder('Link folder');
      if (folder === null) return ok({ folder: null, documents: [] });
      const documents = await ask('internal.linkFolder', { folder });
      return documents.ok ? ok({ folder, documents: documents.value }) : documents;
    }),
    mainHandler('bundle.export', async ({ path, revision, as }) => {
      const destination =
        as === 'folder'
          ? await pickers.folder('Seal into folder')
          : await pickers.fileToWrite('Seal bundle', `${basename(path).replace(/\.[^.]*$/, '')}.bundle.tar`);
      return destination === null ? ok(null) : ask('internal.exportBundle', { path, revision, as, destination });
    }),
    mainHandler('bundle.verify', async ({ as }) => {
      const source = as === 'folder' ? await pickers.folder('Verify bundle folder') : await pickers.bundleFile();
      return source === null ? ok(null) : ask('internal.verifyBundle', { source });
    }),
    mainHandler('audit.export', async () => {
      const file = await pickers.fileToWrite('Export audit log', 'audit.jsonl');
      if (file === null) return ok({ written: false });
      const written = await ask('internal.exportAudit', { file });
      return written.ok ? ok({ written: true }) : written;
    }),
  ];
}
