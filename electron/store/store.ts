import type Database from 'better-sqlite3';
import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { type AuditRepository, auditRepository } from './auditRepository.ts';
import { allowWrites, openDatabase } from './database.ts';
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
  const database = opened.value;
  try {
    const prepared = prepare(database, options);
    if (!prepared.ok) database.close();
    return prepared;
  } catch (thrown) {
    database.close();
    const error = storeError(thrown);
    if (error === null) throw thrown;
    return err(error);
  }
}

function prepare(database: Database.Database, { file, key, workspace, ports }: StoreOptions): Result<Store> {
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
  writeStoreCheck(file, key, schemaVersion(database));
  return ok(storeOn(database, owner));
}

/** The repositories over a database that is open and up to date. */
export function storeOn(database: Database.Database, workspace: WorkspaceRow): Store {
  return {
    workspace,
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
    close: () => void database.close(),
  };
}
