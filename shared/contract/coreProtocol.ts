import { z } from 'zod';
import { bundleResultSchema, verificationSchema } from './bundleMethods.ts';
import { documentEntrySchema, documentSchema } from './documentMethods.ts';
import { newPassphraseSchema, passphraseSchema, protectionSchema } from './storeMethods.ts';
import { appErrorSchema, base64Schema, digestSchema, idSchema, nothingSchema, virtualPathSchema } from './values.ts';
import { secretEntrySchema, secretNameSchema } from './vaultMethods.ts';

/** How core gets at the store's key. It is the first message, sent once, over the pipe. */
export const keySourceSchema = z.discriminatedUnion('kind', [
  /** The 32-byte key itself: unwrapped by main's `safeStorage`, or fresh for a `session` store. */
  z.strictObject({ kind: z.literal('key'), key: base64Schema }),
  /** Core unwraps the key file with Argon2id. */
  z.strictObject({ kind: z.literal('passphrase'), passphrase: passphraseSchema }),
]);

/** First message from main to core. */
export const openStoreSchema = z.strictObject({
  /** Folder of the workspace: `store.db`, `key.json`. */
  folder: z.string(),
  workspace: z.strictObject({ id: idSchema, name: z.string() }),
  key: keySourceSchema,
  protection: protectionSchema,
  /** Folder of resources that ship with the application: docs, sample workspace, default policy. */
  resources: z.string(),
  /** The engine's entry file. */
  engine: z.string(),
  /** Put the sample documents into a store that has none. */
  seedSample: z.boolean(),
});
export type OpenStore = z.infer<typeof openStoreSchema>;

/**
 * What main may ask of core beside the methods of the table, on behalf of a picker or `safeStorage`.
 * File paths come from the system's pickers only, never from the page.
 */
export const internalMethods = {
  'internal.open': { input: openStoreSchema, output: nothingSchema },
  /** Wraps the open store's key by a passphrase and writes `key.json`. */
  'internal.protect': {
    input: z.strictObject({ passphrase: newPassphraseSchema, current: passphraseSchema.optional() }),
    output: nothingSchema,
  },
  /** What opening the store had to mend beside it, in one sentence; null where everything was in order. */
  'internal.mended': { input: nothingSchema, output: z.strictObject({ mended: z.string().nullable() }) },
  /** Copies the open store to the new folder `destination`, its key under this passphrase. */
  'internal.backup': {
    input: z.strictObject({ destination: z.string(), passphrase: newPassphraseSchema }),
    output: nothingSchema,
  },
  /** Asked of a core that has no store open: puts a backup into the folder of its id below `workspaces`. */
  'internal.restore': {
    input: z.strictObject({ backup: z.string(), passphrase: passphraseSchema, workspaces: z.string() }),
    output: z.strictObject({ id: idSchema, movedAside: z.boolean() }),
  },
  'internal.importFile': { input: z.strictObject({ file: z.string() }), output: documentSchema },
  'internal.exportFile': {
    input: z.strictObject({ path: virtualPathSchema, file: z.string() }),
    output: nothingSchema,
  },
  'internal.linkFolder': { input: z.strictObject({ folder: z.string() }), output: z.array(documentEntrySchema) },
  'internal.exportBundle': {
    input: z.strictObject({
      path: virtualPathSchema,
      revision: digestSchema,
      as: z.enum(['file', 'folder']),
      destination: z.string(),
    }),
    output: bundleResultSchema,
  },
  'internal.verifyBundle': { input: z.strictObject({ source: z.string() }), output: verificationSchema },
  'internal.storeSecret': {
    input: z.strictObject({
      name: z.string(),
      /** Ciphertext of `safeStorage`, or the value itself where there is no keychain: core then seals it with the store's key. */
      sealed: z.discriminatedUnion('by', [
        z.strictObject({ by: z.literal('keychain'), ciphertext: base64Schema }),
        z.strictObject({ by: z.literal('store-key'), value: z.string().max(65_536) }),
      ]),
    }),
    output: secretEntrySchema,
  },
  /** The ciphertext of a secret that the keychain sealed, which only main can open; null where the store's key sealed it. */
  'internal.sealedSecret': {
    input: z.strictObject({ name: secretNameSchema }),
    output: z.strictObject({ ciphertext: base64Schema.nullable() }),
  },
  /** A secret as the keychain gave it, for the next transfer with a team server alone: using it forgets it. */
  'internal.lendSecret': {
    input: z.strictObject({ name: secretNameSchema, value: z.string().max(65_536) }),
    output: nothingSchema,
  },
  'internal.exportAudit': { input: z.strictObject({ file: z.string() }), output: nothingSchema },
  /** Finishes what is under way, checkpoints and closes the store. */
  'internal.close': { input: nothingSchema, output: nothingSchema },
} as const;

/** Name of a call that only main may make. */
export type InternalName = keyof typeof internalMethods;

/** A frame from main to core. */
export const requestFrameSchema = z.strictObject({ id: z.int().positive(), method: z.string(), params: z.unknown() });

/** A frame from core to main: an answer to the request of that id, or an event. */
export const replyFrameSchema = z.union([
  z.strictObject({ id: z.int().positive(), value: z.unknown() }),
  z.strictObject({ id: z.int().positive(), error: appErrorSchema }),
  z.strictObject({ event: z.string(), data: z.unknown() }),
]);
