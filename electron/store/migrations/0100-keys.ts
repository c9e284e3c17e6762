import type { Migration } from './migration.ts';

/** The device's signing key (Ed25519): PKCS #8 inside the encrypted file, and never outside it. */
export const keys: Migration = {
  number: 100,
  sql: `
    CREATE TABLE device_key (
      fingerprint TEXT PRIMARY KEY,
      private_key BLOB NOT NULL,
      public_key TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX device_key_is_one ON device_key ((1));
  `,
};
