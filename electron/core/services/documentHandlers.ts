import { appError } from '../../../shared/base/appError.ts';
import { digestOf } from '../../../shared/base/digest.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { MethodHandlers } from '../handlers.ts';
import { type DocumentService, documentEntries, taken } from './documents.ts';
import type { LinkStates } from './linkState.ts';
import type { Workbench } from './workbench.ts';

type DocumentMethods =
  | 'document.list'
  | 'document.read'
  | 'document.create'
  | 'document.draft'
  | 'document.discardDraft'
  | 'document.save'
  | 'document.revisions'
  | 'document.readRevision'
  | 'document.rename'
  | 'document.delete'
  | 'document.import';

/** The methods of the table over a {@link DocumentService}. */
export function documentHandlers(
  service: DocumentService,
  workbench: Workbench,
  links: LinkStates,
): Pick<MethodHandlers, DocumentMethods> {
  const { store, ports, audit } = workbench;
  const { documents, drafts } = store;
  return {
    'document.list': () => ok(documentEntries(workbench, links)),
    'document.read': ({ path }) => service.read(path),
    'document.create': ({ path, text }) => service.create(path, text),
    'document.draft'({ path, text, base }) {
      const row = service.find(path);
      if (!row.ok) return row;
      const at = ports.now().toISOString();
      if (digestOf(text) === row.value.revision) drafts.discard(row.value.id);
      else drafts.write(row.value.id, { text, base, at });
      return ok({ at });
    },
    'document.discardDraft'({ path }) {
      const row = service.find(path);
      if (!row.ok) return row;
      drafts.discard(row.value.id);
      return service.read(path);
    },
    'document.save': ({ path, text, base }) => service.save(path, text, base),
    'document.revisions'({ path }) {
      const row = service.find(path);
      return row.ok ? ok(documents.revisions(row.value.id)) : row;
    },
    'document.readRevision'({ path, digest }) {
      const row = service.find(path);
      if (!row.ok) return row;
      const text = documents.readRevision(row.value.id, digest);
      return text === null ? err(appError('not-found', `'${path}' has no such revision.`)) : ok({ text });
    },
    'document.rename'({ path, to }) {
      const row = service.findToChange(path);
      if (!row.ok) return row;
      const permitted = service.mayChange(to);
      if (!permitted.ok) return permitted;
      if (path === to) return service.read(path);
      if (documents.find(to) !== null) return err(taken(to));
      const { id, revision } = row.value;
      store.transaction(() => {
        documents.rename(id, to);
        audit.record('document.rename', `document:${path} to ${to}`, { before: revision, after: revision });
      });
      return service.read(to);
    },
    'document.delete'({ path }) {
      const row = service.findToChange(path);
      if (!row.ok) return row;
      store.transaction(() => {
        drafts.discard(row.value.id);
        store.links.unlink(row.value.id);
        documents.markDeleted(row.value.id, ports.now().toISOString());
        audit.record('document.delete', `document:${path}`, { before: row.value.revision });
      });
      return ok({});
    },
    'document.import': ({ name, bytes }) => service.importBytes(name, Buffer.from(bytes, 'base64')),
  };
}
