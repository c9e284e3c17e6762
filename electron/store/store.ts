import type Database from 'better-sqlite3';
import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { type AuditRepository, auditRepository } from './auditRepository.ts';
import { allowWrites, type OpenedDatabase, openDatabase } from './database.ts';
import { type DatasetRepository, datasetRepository } from './datasetRepository.ts';
import { type DocumentRepository, documentRepository } from './documentRepository.ts';
import { type DraftRepository, draftRepository } from './draftRepository.ts';
import { type KeyRepository, keyRepository } from './keyRepository.ts';
import { type LinkRepository, linkRepository } from './linkRepository.ts';
import { knownSchema, migrate, schemaVersion } from './migrate.ts';
import type { Ports } from './ports.ts';
import { type RunRepository, runRepository } from './runRepository.ts';
import { type SecretRepository, secretRepository } from './secretRepository.ts';
import { type SettingRepository, settingRepository } from './settingRepository.ts';
import { writeStoreCheck } from './storeCheck.ts';
import { storeError } from './storeError.ts';
import { readWorkspace, type WorkspaceRow, writeWorkspace } from './workspaceRepository.ts';

/** An open, encrypted store of one workspace: one repository an area. */
export interface Store {
  readonly workspace: WorkspaceRow;
  /** What opening had to mend beside the store, in one sentence; null where everything was in order. */
  readonly mended: string | null;
  readonly documents: DocumentRepository;
  readonly drafts: DraftRepository;
  readonly datasets: DatasetRepository;
  readonly runs: RunRepository;
  readonly audit: AuditRepository;
  readonly secrets: SecretRepository;
  readonly settings: SettingRepository;
  readonly keys: KeyRepository;
  readonly links: LinkRepository;
  /** Everything that `work` writes, or nothing of it where it throws. */
  transaction<T>(work: () => T): T;
  /** Moves what is in the write-ahead log into the file. */
  checkpoint(): void;
  /** Writes the whole store, as encrypted as it is, to `file`, which is new or empty. Nothing else may be under way. */
  copyTo(file: string): void;
  close(): void;
}

/** What opening a store takes. `workspace` is written to a new one; null opens whatever is there and makes nothing. */
export interface StoreOptions {
  readonly file: string;
  /** 32 bytes; stays the caller's, who zeroes it. */
  readonly key: Uint8Array;
  readonly workspace: WorkspaceRow | null;
  readonly ports: Ports;
}

/** Opens the store, or makes it, and brings its schema up to date. */
export function openStore(options: StoreOptions): Result<Store> {
  const opened = openDatabase(options.file, options.key);
  if (!opened.ok) return opened;
  const { database } = opened.value;
  try {
    const prepared = prepare(opened.value, options);
    if (!prepared.ok) database.close();
    return prepared;
  } catch (thrown) {
    database.close();
    const error = storeError(thrown);
    if (error === null) throw thrown;
    return err(error);
  }
}

function prepare({ database, checkDamaged }: OpenedDatabase, options: StoreOptions): Result<Store> {
  const { file, key, workspace, ports } = options;
  const schema = knownSchema(schemaVersion(database));
  if (!schema.ok) return schema;
  if (schema.value === 0 && workspace === null) return err(appError('not-found', 'There is no workspace here.'));
  allowWrites(database);
  migrate(database);
  const kept = readWorkspace(database);
  if (kept === null && workspace !== null) writeWorkspace(database, workspace, ports.now().toISOString());
  const owner = kept ?? workspace;
  if (owner === null) return err(appError('integrity', 'The store does not say which workspace it holds.'));
  if (workspace !== null && owner.id !== workspace.id) {
    return err(appError('integrity', 'The store in this folder belongs to another workspace.'));
  }
  const store = storeOn(database, owner, checkDamaged ? checkMended : null);
  if (checkDamaged) recordMending(store, ports.now());
  writeStoreCheck(file, key, schemaVersion(database));
  return ok(store);
}

const checkMended =
  'The file that checks the store was damaged; the store itself is whole, and the file was made anew.';

/** On record before it is done, and by whoever opens: a command that only looks would otherwise mend unseen. */
function recordMending({ audit, workspace }: Store, now: Date): void {
  const subject = `workspace:${workspace.id}`;
  audit.append({ at: now.toISOString(), who: 'drydock', action: 'store.mend', subject, before: null, after: null });
}

/** The repositories over a database that is open and up to date. */
export function storeOn(database: Database.Database, workspace: WorkspaceRow, mended: Store['mended'] = null): Store {
  return {
    workspace,
    mended,
    documents: documentRepository(database),
    drafts: draftRepository(database),
    datasets: datasetRepository(database),
    runs: runRepository(database),
    audit: auditRepository(database, workspace.id),
    secrets: secretRepository(database),
    settings: settingRepository(database),
    keys: keyRepository(database),
    links: linkRepository(database),
    transaction: (work) => database.transaction(work)(),
    checkpoint: () => void database.pragma('wal_checkpoint(TRUNCATE)'),
    copyTo: (file) => void database.prepare('VACUUM INTO ?').run(file),
    close: () => void database.close(),
  };
}
