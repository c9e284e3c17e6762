import { z } from 'zod';
import { runStatuses } from '../simulation/trace.ts';
import { findingSchema } from './findingMethods.ts';
import { method } from './method.ts';
import { digestSchema, instantSchema, nothingSchema, virtualPathSchema } from './values.ts';
import { secretNameSchema } from './vaultMethods.ts';

export const signerSchema = z.strictObject({
  /** SHA-256 of the DER public key, `sha256:<hex>`. */
  fingerprint: digestSchema,
  publicKeyPem: z.string(),
  createdAt: instantSchema,
});

export const bundlePreviewSchema = z.strictObject({
  path: virtualPathSchema,
  /** The revision that is sealed; an edit after this makes the export answer `conflict`. */
  revision: digestSchema,
  contents: z.array(z.strictObject({ name: z.string(), mediaType: z.string(), size: z.int(), digest: digestSchema })),
  /** What stays behind and why, one sentence each. */
  exclusions: z.array(z.string()),
  signer: signerSchema,
  /** Unwaived findings of severity `error`, and crashed rules: while there is one, export answers `blocked`. */
  blocking: z.array(findingSchema),
  waived: z.array(findingSchema),
  /** How each scenario went; one that failed holds nothing back, and the seal says so. */
  rehearsals: z.array(
    z.strictObject({
      scenario: z.string(),
      status: z.enum(runStatuses),
      digest: digestSchema.nullable(),
      passed: z.boolean(),
      /** Expectations that did not hold. */
      failed: z.array(z.string()),
    }),
  ),
});

export const bundleResultSchema = z.strictObject({
  /** Digest of the bundle's OCI manifest. */
  manifest: digestSchema,
  /** Digest of the tar file's bytes; the same for file and registry round trips. */
  archive: digestSchema,
  size: z.int().nonnegative(),
  destination: z.string(),
  /** Commands with which stock tools verify it, to copy. */
  verifyWith: z.array(z.strictObject({ tool: z.string(), command: z.string() })),
});

export const verificationSchema = z.strictObject({
  verified: z.boolean(),
  /** One sentence: who signed what, or what is wrong. */
  summary: z.string(),
  manifest: digestSchema.nullable(),
  signers: z.array(z.strictObject({ fingerprint: digestSchema, known: z.boolean() })),
  contents: z.array(z.strictObject({ name: z.string(), size: z.int(), digest: digestSchema })),
});

const target = z.strictObject({
  /** `host[:port]/repository[:tag]` of an OCI registry. Plain HTTP only on loopback. */
  reference: z.string().min(1).max(500),
  /** For a registry that asks for one: the password is a secret of the vault, by name. The page never sees it. */
  login: z.strictObject({ username: z.string().regex(/^[^:\p{Cc}]{1,200}$/u), secret: secretNameSchema }).optional(),
});
const sealing = z.strictObject({ path: virtualPathSchema, revision: digestSchema });

/** What was sealed of a workflow last in this workspace. */
export const lastSealSchema = z.strictObject({
  /** The revision that was sealed; `document.readRevision` gives its text. */
  revision: digestSchema,
  /** Digest of the bundle's manifest. */
  manifest: digestSchema,
  sealedAt: instantSchema,
});

/** Sealing and handing over. */
export const bundleMethods = {
  'bundle.preview': method({
    input: z.strictObject({ path: virtualPathSchema }),
    output: bundlePreviewSchema,
    process: 'core',
    permission: 'bundle:seal',
    errors: ['not-found', 'invalid-input', 'blocked', 'limit'],
  }),
  /** The last seal that got to where it was to go; null where there is none. */
  'bundle.lastSeal': method({
    input: z.strictObject({ path: virtualPathSchema }),
    output: lastSealSchema.nullable(),
    process: 'core',
    permission: 'workflow:view',
    errors: ['not-found'],
  }),
  /** Seals a revision to a file or folder that the person picks; null where they cancelled. */
  'bundle.export': method({
    input: sealing.extend({ as: z.enum(['file', 'folder']) }),
    output: bundleResultSchema.nullable(),
    process: 'main',
    permission: 'bundle:seal',
    errors: ['not-found', 'conflict', 'blocked', 'limit'],
  }),
  /** Verifies a bundle file or folder that the person picks; null where they cancelled. */
  'bundle.verify': method({
    input: z.strictObject({ as: z.enum(['file', 'folder']) }),
    output: verificationSchema.nullable(),
    process: 'main',
    permission: 'workflow:view',
    errors: ['invalid-input', 'limit'],
  }),
  /** Seals and sends to a team server: the only method that opens a connection, to the named host alone. */
  'bundle.push': method({
    input: sealing.extend(target.shape),
    output: bundleResultSchema,
    process: 'core',
    permission: 'bundle:push',
    consent: 'connection',
    errors: ['not-found', 'conflict', 'blocked', 'invalid-input', 'integrity', 'limit'],
  }),
  /** Fetches a bundle from a team server, verifies it and takes its definition in as a document. */
  'bundle.pull': method({
    input: target,
    output: z.strictObject({ verification: verificationSchema, path: virtualPathSchema.nullable() }),
    process: 'core',
    permission: 'workflow:create',
    consent: 'connection',
    errors: ['not-found', 'invalid-input', 'integrity', 'limit'],
  }),
  /** Stops every transfer with a team server that is under way; each answers `cancelled`. */
  'bundle.cancel': method({
    input: nothingSchema,
    output: nothingSchema,
    process: 'core',
    permission: 'workflow:view',
    errors: [],
  }),
  'key.read': method({
    input: nothingSchema,
    output: signerSchema,
    process: 'core',
    permission: 'secret:view',
    errors: [],
  }),
};
