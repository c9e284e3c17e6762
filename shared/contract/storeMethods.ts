import { z } from 'zod';
import { method } from './method.ts';
import { appErrorSchema, idSchema, instantSchema, nothingSchema } from './values.ts';

/** What keeps the store's key: shown in the title bar and the status bar, in so many words. */
export const protectionSchema = z.discriminatedUnion('kind', [
  /** Wrapped by the OS (`safeStorage`); `backend` as Electron names it, e.g. `gnome_libsecret`, `keychain`, `dpapi`. */
  z.strictObject({ kind: z.literal('keychain'), backend: z.string() }),
  /** Wrapped by a passphrase through Argon2id. */
  z.strictObject({ kind: z.literal('passphrase') }),
  /** Not wrapped yet: the key is in memory only and the store dies with the session until a passphrase is set. */
  z.strictObject({ kind: z.literal('session') }),
]);
export type Protection = z.infer<typeof protectionSchema>;

export const storeStatusSchema = z.strictObject({
  state: z.enum(['open', 'locked', 'failed']),
  protection: protectionSchema,
  workspace: z.strictObject({ id: idSchema, name: z.string() }).nullable(),
  /** Why the store is not open. */
  problem: appErrorSchema.nullable(),
  /** What opening had to mend beside the store, in one sentence. */
  mended: z.string().optional(),
});
export type StoreStatus = z.infer<typeof storeStatusSchema>;

/** Fewest UTF-16 units of a passphrase that anything is put under. */
export const shortestPassphrase = 8;
/** A passphrase that something is put under from now on; one that only opens may be any. */
export const newPassphraseSchema = z.string().min(shortestPassphrase).max(1_000);
/** A passphrase that is tried. */
export const passphraseSchema = z.string().max(1_000);
const workspaceSchema = z.strictObject({ id: idSchema, name: z.string(), openedAt: instantSchema.nullable() });

/** The store and its workspaces: opening, protecting, switching. */
export const storeMethods = {
  'store.status': method({
    input: nothingSchema,
    output: storeStatusSchema,
    process: 'main',
    permission: null,
    errors: [],
  }),
  /** Opens a store that a passphrase protects. `denied` where it does not fit. */
  'store.unlock': method({
    input: z.strictObject({ passphrase: passphraseSchema }),
    output: storeStatusSchema,
    process: 'main',
    permission: null,
    errors: ['denied', 'integrity', 'too-new', 'conflict'],
  }),
  /** Wraps the key of a `session` store by a passphrase, which keeps the store beyond the session; or changes it. */
  'store.protect': method({
    input: z.strictObject({ passphrase: newPassphraseSchema, current: passphraseSchema.optional() }),
    output: storeStatusSchema,
    process: 'main',
    permission: null,
    errors: ['denied', 'conflict'],
  }),
  'workspace.list': method({
    input: nothingSchema,
    output: z.array(workspaceSchema),
    process: 'main',
    permission: null,
    errors: [],
  }),
  'workspace.create': method({
    input: z.strictObject({ name: z.string().min(1).max(100) }),
    output: storeStatusSchema,
    process: 'main',
    permission: null,
    errors: ['conflict'],
  }),
  /** Switches to a workspace: core is restarted with the key of that one alone. */
  'workspace.open': method({
    input: z.strictObject({ id: idSchema }),
    output: storeStatusSchema,
    process: 'main',
    permission: null,
    errors: ['not-found', 'integrity', 'too-new'],
  }),
  /**
   * Writes an encrypted copy of the open workspace to a new folder that the person picks, its key under this passphrase, and
   * opens the copy before it counts; false where they cancelled.
   */
  'workspace.backup': method({
    input: z.strictObject({ passphrase: newPassphraseSchema }),
    output: z.strictObject({ written: z.boolean() }),
    process: 'main',
    permission: 'workspace:backup',
    errors: ['conflict', 'integrity'],
  }),
  /**
   * Puts back a backup that the person picks, which its passphrase opens, and switches to it; null where they cancelled. What
   * was there of that workspace is moved aside, never removed.
   */
  'workspace.restore': method({
    input: z.strictObject({ passphrase: passphraseSchema }),
    output: z.strictObject({ status: storeStatusSchema, movedAside: z.boolean() }).nullable(),
    process: 'main',
    permission: null,
    errors: ['not-found', 'invalid-input', 'conflict', 'integrity', 'too-new'],
  }),
};
