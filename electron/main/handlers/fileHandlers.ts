import { basename } from 'node:path';
import { ok } from '../../../shared/base/result.ts';
import type { StoredDocument } from '../../../shared/contract/documentMethods.ts';
import type { AskCore } from '../askCore.ts';
import type { Pickers } from '../pickers.ts';
import type { HandlersOf } from './mainHandlers.ts';

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
export function fileHandlers(
  ask: AskCore,
  pickers: Pickers,
): HandlersOf<
  'document.importFiles' | 'document.exportFile' | 'folder.link' | 'bundle.export' | 'bundle.verify' | 'audit.export'
> {
  return {
    'document.importFiles': async () => ok(await importAll(ask, await pickers.filesToImport())),
    'document.exportFile': async ({ path }) => {
      const file = await pickers.fileToWrite('Export document', basename(path));
      if (file === null) return ok({ written: false });
      const written = await ask('internal.exportFile', { path, file });
      return written.ok ? ok({ written: true }) : written;
    },
    'folder.link': async () => {
      const folder = await pickers.folder('Link folder');
      if (folder === null) return ok({ folder: null, documents: [] });
      const documents = await ask('internal.linkFolder', { folder });
      return documents.ok ? ok({ folder, documents: documents.value }) : documents;
    },
    'bundle.export': async ({ path, revision, as }) => {
      const destination =
        as === 'folder'
          ? await pickers.folder('Seal into folder')
          : await pickers.fileToWrite('Seal bundle', `${basename(path).replace(/\.[^.]*$/, '')}.bundle.tar`);
      return destination === null ? ok(null) : ask('internal.exportBundle', { path, revision, as, destination });
    },
    'bundle.verify': async ({ as }) => {
      const source = as === 'folder' ? await pickers.folder('Verify bundle folder') : await pickers.bundleFile();
      return source === null ? ok(null) : ask('internal.verifyBundle', { source });
    },
    'audit.export': async () => {
      const file = await pickers.fileToWrite('Export audit log', 'audit.jsonl');
      if (file === null) return ok({ written: false });
      const written = await ask('internal.exportAudit', { file });
      return written.ok ? ok({ written: true }) : written;
    },
  };
}
