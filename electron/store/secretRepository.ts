import type Database from 'better-sqlite3';

/** A sealed secret without its seal. */
export interface SecretRow {
  readonly name: string;
  readonly sealedBy: 'keychain' | 'store-key';
  readonly setAt: string;
}

/** A secret under its seal. */
export interface SealedSecret {
  readonly sealedBy: SecretRow['sealedBy'];
  readonly sealed: Uint8Array;
}

/** Sealed secrets. A seal is read back for the login at a team server alone: rehearsals get placeholders. */
export interface SecretRepository {
  list(): SecretRow[];
  /** What seals a secret, and its seal; null where there is none of that name. */
  read(name: string): SealedSecret | null;
  set(secret: SecretRow, sealed: Uint8Array): void;
  /** Whether there was one. */
  remove(name: string): boolean;
}

/** The secrets of an open database. */
export function secretRepository(database: Database.Database): SecretRepository {
  const all = database.prepare<[], SecretRow>(
    'SELECT name, sealed_by AS sealedBy, set_at AS setAt FROM secret ORDER BY name',
  );
  const upsert = database.prepare(`
    INSERT INTO secret (name, sealed_by, sealed, set_at) VALUES (@name, @sealedBy, @sealed, @setAt)
    ON CONFLICT (name) DO UPDATE SET sealed_by = @sealedBy, sealed = @sealed, set_at = @setAt`);
  const one = database.prepare<[string], SealedSecret>(
    'SELECT sealed_by AS sealedBy, sealed FROM secret WHERE name = ?',
  );
  const remove = database.prepare('DELETE FROM secret WHERE name = ?');
  return {
    list: () => all.all(),
    read: (name) => one.get(name) ?? null,
    set: (secret, sealed) => void upsert.run({ ...secret, sealed }),
    remove: (name) => remove.run(name).changes > 0,
  };
}
