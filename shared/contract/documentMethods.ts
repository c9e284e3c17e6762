import { z } from 'zod';
import { method } from './method.ts';
import {
  base64Schema,
  digestSchema,
  documentTextSchema,
  instantSchema,
  nothingSchema,
  virtualPathSchema,
} from './values.ts';

export const documentKinds = ['workflow', 'scenario', 'stubs', 'policy', 'other'] as const;
/** What a document is for, told by its name: `*.scenario.yaml`, `*.stubs.yaml`, `policy.yaml`; other YAML and JSON are workflows. */
export type DocumentKind = (typeof documentKinds)[number];

/** How a document that was read from a linked folder compares with the file there. */
export const linkStates = ['same', 'disk-changed', 'both-changed', 'missing'] as const;

export const documentEntrySchema = z.strictObject({
  path: virtualPathSchema,
  kind: z.enum(documentKinds),
  /** Digest of the newest deliberate revision; null for what was never saved. */
  revision: digestSchema.nullable(),
  hasDraft: z.boolean(),
  link: z.enum(linkStates).nullable(),
});
export type DocumentEntry = z.infer<typeof documentEntrySchema>;

export const documentSchema = z.strictObject({
  path: virtualPathSchema,
  kind: z.enum(documentKinds),
  revision: digestSchema.nullable(),
  /** Text of that revision; empty where there is none. */
  text: documentTextSchema,
  /** What was typed since and not saved: survives a crash. `base` is the revision it started from. */
  draft: z.strictObject({ text: documentTextSchema, base: digestSchema.nullable(), at: instantSchema }).nullable(),
  link: z.enum(linkStates).nullable(),
});
export type StoredDocument = z.infer<typeof documentSchema>;

export const revisionSchema = z.strictObject({
  digest: digestSchema,
  at: instantSchema,
  by: z.string(),
  length: z.int().nonnegative(),
});
export type Revision = z.infer<typeof revisionSchema>;

const path = z.strictObject({ path: virtualPathSchema });

/** Documents of the open workspace: immutable revisions by digest, and the draft journal. */
export const documentMethods = {
  'document.list': method({
    input: nothingSchema,
    output: z.array(documentEntrySchema),
    process: 'core',
    permission: 'workflow:view',
    errors: [],
  }),
  'document.read': method({
    input: path,
    output: documentSchema,
    process: 'core',
    permission: 'workflow:view',
    errors: ['not-found'],
  }),
  'document.create': method({
    input: z.strictObject({ path: virtualPathSchema, text: documentTextSchema }),
    output: documentSchema,
    process: 'core',
    permission: 'workflow:create',
    errors: ['conflict', 'limit'],
  }),
  /** Journals what was typed; at most one second of typing is ever missing from it. */
  'document.draft': method({
    input: z.strictObject({ path: virtualPathSchema, text: documentTextSchema, base: digestSchema.nullable() }),
    output: z.strictObject({ at: instantSchema }),
    process: 'core',
    permission: 'workflow:edit',
    errors: ['not-found', 'limit'],
  }),
  'document.discardDraft': method({
    input: path,
    output: documentSchema,
    process: 'core',
    permission: 'workflow:edit',
    errors: ['not-found'],
  }),
  /** Keeps a deliberate revision and clears the draft. `conflict` where `base` is no longer the newest revision. */
  'document.save': method({
    input: z.strictObject({ path: virtualPathSchema, text: documentTextSchema, base: digestSchema.nullable() }),
    output: documentSchema,
    process: 'core',
    permission: 'workflow:edit',
    errors: ['not-found', 'conflict', 'limit'],
  }),
  /** Newest first. */
  'document.revisions': method({
    input: path,
    output: z.array(revisionSchema),
    process: 'core',
    permission: 'workflow:view',
    errors: ['not-found'],
  }),
  'document.readRevision': method({
    input: z.strictObject({ path: virtualPathSchema, digest: digestSchema }),
    output: z.strictObject({ text: documentTextSchema }),
    process: 'core',
    permission: 'workflow:view',
    errors: ['not-found'],
  }),
  'document.rename': method({
    input: z.strictObject({ path: virtualPathSchema, to: virtualPathSchema }),
    output: documentSchema,
    process: 'core',
    permission: 'workflow:edit',
    errors: ['not-found', 'conflict'],
  }),
  'document.delete': method({
    input: path,
    output: nothingSchema,
    process: 'core',
    permission: 'workflow:delete',
    errors: ['not-found'],
  }),
  /** Takes in a file that was dropped on the window. Not UTF-8, too large or binary gives `invalid-input` or `limit`. */
  'document.import': method({
    input: z.strictObject({ name: z.string().min(1).max(255), bytes: base64Schema }),
    output: documentSchema,
    process: 'core',
    permission: 'workflow:create',
    errors: ['invalid-input', 'limit', 'conflict'],
  }),
  /** Asks for files with the system's picker and takes them in; an empty list where the person cancelled. */
  'document.importFiles': method({
    input: nothingSchema,
    output: z.strictObject({
      documents: z.array(documentSchema),
      /** One sentence for each file that was not taken. */
      refused: z.array(z.strictObject({ name: z.string(), message: z.string() })),
    }),
    process: 'main',
    permission: 'workflow:create',
    errors: [],
  }),
  /** Writes the newest revision to a file that the person picks; false where they cancelled. */
  'document.exportFile': method({
    input: path,
    output: z.strictObject({ written: z.boolean() }),
    process: 'main',
    permission: 'workflow:view',
    errors: ['not-found'],
  }),
  /** Links a folder that the person picks: its definitions become documents, and changes on disk are compared. */
  'folder.link': method({
    input: nothingSchema,
    output: z.strictObject({ folder: z.string().nullable(), documents: z.array(documentEntrySchema) }),
    process: 'main',
    permission: 'workflow:create',
    errors: ['limit'],
  }),
  /** The text that is on disk for a linked document. */
  'folder.readDisk': method({
    input: path,
    output: z.strictObject({ text: documentTextSchema }),
    process: 'core',
    permission: 'workflow:view',
    errors: ['not-found', 'invalid-input', 'limit'],
  }),
  /** Settles a difference with the disk: `keep` writes nothing and stops asking about this disk version (of a missing file: for good), `reload` makes the disk's text the newest revision. */
  'folder.resolve': method({
    input: z.strictObject({ path: virtualPathSchema, take: z.enum(['keep', 'reload']) }),
    output: documentSchema,
    process: 'core',
    permission: 'workflow:edit',
    errors: ['not-found', 'conflict'],
  }),
};
