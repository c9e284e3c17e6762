import type Database from 'better-sqlite3';

/** The device's signing key as it is kept. */
export interface DeviceKeyRow {
  /** SHA-256 of the public key's DER form, `sha256:<hex>`. */
  readonly fingerprint: string;
  /** PKCS #8, DER. */
  readonly privateKey: Uint8Array;
  /** SPKI, PEM. */
  readonly publicKey: string;
  readonly createdAt: string;
}

/** The one signing key of this workspace on this device. */
export interface KeyRepository {
  read(): DeviceKeyRow | null;
  add(key: DeviceKeyRow): void;
}

/** The device key of an open database. */
export function keyRepository(database: Database.Database): KeyRepository {
  const select = database.prepare<[], DeviceKeyRow>(`
    SELECT fingerprint, private_key AS privateKey, public_key AS publicKey, created_at AS createdAt FROM device_key`);
  const insert = database.prepare(`
    INSERT INTO device_key (fingerprint, private_key, public_key, created_at)
    VALUES (@fingerprint, @privateKey, @publicKey, @createdAt)`);
  return { read: () => select.get() ?? null, add: (key) => void insert.run(key) };
}
