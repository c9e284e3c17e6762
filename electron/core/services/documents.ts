import { appError } from '../../../shared/base/appError.ts';
import { digestOf } from '../../../shared/base/digest.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { ulid } from '../../../shared/base/ulid.ts';
import type { StoredDocument } from '../../../shared/contract/documentMethods.ts';
import { virtualPathSchema } from '../../../shared/contract/values.ts';
import { decodeText } from '../../../shared/workflow/decodeText.ts';
import type { DocumentRow } from '../../store/documentRepository.ts';
import type { MethodHandlers } from '../handlers.ts';
import { documentKind } from './documentKind.ts';
import type { LinkStates } from './linkState.ts';
import type { Workbench } from './workbench.ts';

/** Most documents that a workspace takes. */
export const maxDocuments = 10_000;

/** Documents as the other services use them. */
export interface DocumentService {
  find(path: string): Result<DocumentRow>;
  read(path: string): Result<StoredDocument>;
  /** The newest deliberate text: what is checked, rehearsed and sealed when the page gives none. */
  savedText(path: string): Result<string>;
  create(path: string, text: string): Result<StoredDocument>;
  save(path: string, text: string, base: string | null): Result<StoredDocument>;
  /** Takes in the bytes of a file of this name; the same bytes again are the same document. */
  importBytes(name: string, bytes: Uint8Array): Result<StoredDocument>;
}

/** Documents of the open workspace: immutable revisions, and the draft journal beside them. */
export function documentService({ store, ports, audit, who }: Workbench, links: LinkStates): DocumentService {
  const { documents, drafts } = store;

  const find = (path: string): Result<DocumentRow> => {
    const row = documents.find(path);
    return row === null ? err(missing(path)) : ok(row);
  };

  const textOf = (row: DocumentRow): string =>
    row.revision === null ? '' : (documents.readRevision(row.id, row.revision) ?? '');

  const read = (path: string): Result<StoredDocument> => {
    const row = find(path);
    if (!row.ok) return row;
    const { id, revision } = row.value;
    return ok({
      path,
      kind: documentKind(path),
      revision,
      text: textOf(row.value),
      draft: drafts.read(id),
      link: links.stateOf(row.value),
    });
  };

  const keep = (row: Pick<DocumentRow, 'id' | 'path' | 'revision'>, text: string, action: string): void => {
    const digest = digestOf(text);
    store.transaction(() => {
      drafts.discard(row.id);
      if (digest === row.revision) return;
      documents.addRevision(row.id, { digest, text, at: ports.now().toISOString(), by: who });
      audit.record(action, `document:${row.path}`, { before: row.revision, after: digest });
    });
  };

  const create = (path: string, text: string): Result<StoredDocument> => {
    if (documents.find(path) !== null) return err(taken(path));
    if (documents.count() >= maxDocuments) {
      return err(appError('limit', `A workspace takes ${maxDocuments} documents, and this one is full.`));
    }
    const id = ulid(ports.now().getTime(), ports.random(10));
    store.transaction(() => {
      documents.create(id, path, ports.now().toISOString());
      keep({ id, path, revision: null }, text, 'document.create');
    });
    return read(path);
  };

  const save = (path: string, text: string, base: string | null): Result<StoredDocument> => {
    const row = find(path);
    if (!row.ok) return row;
    if (row.value.revision !== base) {
      return err(
        appError('conflict', `'${path}' was saved elsewhere since you opened it.`, 'Compare both and save again.'),
      );
    }
    keep(row.value, text, 'document.save');
    return read(path);
  };

  const importBytes = (name: string, bytes: Uint8Array): Result<StoredDocument> => {
    const path = virtualPathSchema.safeParse(name.normalize('NFC'));
    if (!path.success || name.includes('/')) {
      return err(appError('invalid-input', 'The file has a name that a document cannot have.', 'Rename the file.'));
    }
    const text = decodeText(bytes);
    if (!text.ok) return text;
    const existing = documents.find(path.data);
    if (existing === null) return create(path.data, text.value);
    return existing.revision === digestOf(text.value) ? read(path.data) : err(taken(path.data));
  };

  return {
    find,
    read,
    create,
    save,
    importBytes,
    savedText(path) {
      const row = find(path);
      return row.ok ? ok(textOf(row.value)) : row;
    },
  };
}

function missing(path: string) {
  return appError('not-found', `There is no document '${path}'.`);
}

function taken(path: string) {
  return appError('conflict', `There is another document '${path}' already.`, 'Rename one of the two.');
}

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
  { store, ports, audit }: Workbench,
  links: LinkStates,
): Pick<MethodHandlers, DocumentMethods> {
  const { documents, drafts } = store;
  return {
    'document.list': () =>
      ok(
        documents.list().map((row) => ({
          path: row.path,
          kind: documentKind(row.path),
          revision: row.revision,
          hasDraft: row.hasDraft,
          link: links.stateOf(row),
        })),
      ),
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
      const row = service.find(path);
      if (!row.ok) return row;
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
      const row = service.find(path);
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
