import { type AppError, appError } from '../../../shared/base/appError.ts';
import { digestOf } from '../../../shared/base/digest.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { ulid } from '../../../shared/base/ulid.ts';
import type { DocumentEntry, StoredDocument } from '../../../shared/contract/documentMethods.ts';
import { virtualPathSchema } from '../../../shared/contract/values.ts';
import { decodeText } from '../../../shared/workflow/decodeText.ts';
import type { DocumentRow } from '../../store/documentRepository.ts';
import { documentKind } from './documentKind.ts';
import type { LinkStates } from './linkState.ts';
import type { Workbench } from './workbench.ts';

/** Most documents that a workspace takes. */
export const maxDocuments = 10_000;

/** Documents as the other services use them. */
export interface DocumentService {
  find(path: string): Result<DocumentRow>;
  /** Finds it for somebody who may change it; `denied` for others. */
  findToChange(path: string): Result<DocumentRow>;
  /** Whether the person may change what is under this path: policies take a permission of their own. */
  mayChange(path: string): Result<void>;
  /** Paths of all documents, in order. */
  paths(): string[];
  read(path: string): Result<StoredDocument>;
  /** The newest deliberate text: what is checked and sealed when the page gives none. */
  savedText(path: string): Result<string>;
  /** The text as it was last typed, saved or not: what is rehearsed. */
  typedText(path: string): Result<string>;
  create(path: string, text: string): Result<StoredDocument>;
  save(path: string, text: string, base: string | null): Result<StoredDocument>;
  /** Makes a text from outside the newest revision; a draft becomes a revision first, so that there is a way back. */
  replace(path: string, text: string): Result<StoredDocument>;
  /** Takes in the bytes of a file of this name; the same bytes again are the same document. */
  importBytes(name: string, bytes: Uint8Array): Result<StoredDocument>;
}

/** Documents of the open workspace: immutable revisions, and the draft journal beside them. */
export function documentService({ store, ports, audit, permit, who }: Workbench, links: LinkStates): DocumentService {
  const { documents, drafts } = store;

  const find = (path: string): Result<DocumentRow> => {
    const row = documents.find(path);
    return row === null ? err(missing(path)) : ok(row);
  };

  const mayChange = (path: string): Result<void> =>
    documentKind(path) === 'policy' ? permit('policy:edit', `document:${path}`) : ok(undefined);

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

  const findToChange = (path: string): Result<DocumentRow> => {
    const permitted = mayChange(path);
    return permitted.ok ? find(path) : permitted;
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
    const permitted = mayChange(path);
    if (!permitted.ok) return permitted;
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
    const row = findToChange(path);
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

  const replace = (path: string, text: string): Result<StoredDocument> => {
    const row = findToChange(path);
    if (!row.ok) return row;
    const draft = drafts.read(row.value.id);
    store.transaction(() => {
      if (draft !== null) keep(row.value, draft.text, 'document.save');
      const revision = draft === null ? row.value.revision : digestOf(draft.text);
      keep({ ...row.value, revision }, text, 'document.reload');
    });
    return read(path);
  };

  return {
    find,
    findToChange,
    mayChange,
    paths: () => documents.list().map(({ path }) => path),
    read,
    create,
    save,
    replace,
    importBytes,
    savedText(path) {
      const row = find(path);
      return row.ok ? ok(textOf(row.value)) : row;
    },
    typedText(path) {
      const row = find(path);
      return row.ok ? ok(drafts.read(row.value.id)?.text ?? textOf(row.value)) : row;
    },
  };
}

/** All documents as lists show them. */
export function documentEntries({ store }: Pick<Workbench, 'store'>, links: LinkStates): DocumentEntry[] {
  return store.documents.list().map((row) => ({
    path: row.path,
    kind: documentKind(row.path),
    revision: row.revision,
    hasDraft: row.hasDraft,
    link: links.stateOf(row),
  }));
}

function missing(path: string): AppError {
  return appError('not-found', `There is no document '${path}'.`);
}

/** The error for a path that another document has. */
export function taken(path: string): AppError {
  return appError('conflict', `There is another document '${path}' already.`, 'Rename one of the two.');
}
