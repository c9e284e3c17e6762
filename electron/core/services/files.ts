import { basename } from 'node:path';
import { ok } from '../../../shared/base/result.ts';
import { maxTextSize } from '../../../shared/workflow/documentLimits.ts';
import { readBounded } from '../files/readBounded.ts';
import { writeFileAtomically } from '../files/writeFileAtomically.ts';
import type { InternalHandlers } from '../handlers.ts';
import type { DocumentService } from './documents.ts';
import type { Workbench } from './workbench.ts';

/** Taking in and writing out single files that the person picked. */
export function fileHandlers(
  documents: DocumentService,
  { audit }: Pick<Workbench, 'audit'>,
): Pick<InternalHandlers, 'internal.importFile' | 'internal.exportFile'> {
  return {
    async 'internal.importFile'({ file }) {
      const bytes = await readBounded(file, maxTextSize);
      return bytes.ok ? documents.importBytes(basename(file), bytes.value) : bytes;
    },
    async 'internal.exportFile'({ path, file }) {
      const document = documents.read(path);
      if (!document.ok) return document;
      const written = await writeFileAtomically(file, document.value.text);
      if (!written.ok) return written;
      audit.record('document.export', `document:${path}`, { after: document.value.revision });
      return ok({});
    },
  };
}
