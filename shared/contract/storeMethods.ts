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
});
export type StoreStatus = z.infer<typeof storeStatusSchema>;

const passphraseSchema = z.string().min(8).max(1_000);
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
    input: z.strictObject({ passphrase: z.string().max(1_000) }),
    output: storeStatusSchema,
    process: 'main',
    permission: null,
    errors: ['denied', 'integrity', 'too-new', 'conflict'],
  }),
  /** Wraps the key of a `session` store by a passphrase, which keeps the store beyond the session; or changes it. */
  'store.protect': method({
    input: z.strictObject({ passphrase: passphraseSchema, current: z.string().max(1_000).optional() }),
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
};
