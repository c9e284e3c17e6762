import { z } from 'zod';
import { base64ToBytes, bytesToBase64 } from '../base/base64.ts';
import { canonicalJson } from '../base/canonicalJson.ts';
import type { Json } from '../base/json.ts';
import type { Descriptor } from './manifest.ts';
import { mediaTypes } from './mediaTypes.ts';

/** Predicate type of a seal. */
export const sealPredicateType = 'urn:drydock:seal:v1';

/** What the signer of a seal says about the manifest. */
export const sealPredicateSchema = z.object({
  /** The signer's key, SubjectPublicKeyInfo in PEM: it identifies, it is no reason to trust. */
  publicKey: z.string().max(2_000),
  sealedAt: z.iso.datetime(),
  definitions: z.array(z.object({ name: z.string(), digest: z.string() })).max(1_000),
  /** Unwaived findings by severity at the time of sealing, and how many were waived. */
  findings: z.object({ error: z.int(), warning: z.int(), note: z.int(), waived: z.int() }),
  rehearsals: z
    .array(
      z.object({
        scenario: z.string(),
        status: z.string(),
        /** Of the trace. */
        digest: z.string().nullable(),
        /** Whether every expectation held, and those that did not; earlier seals say neither. */
        passed: z.boolean().optional(),
        failed: z.array(z.string()).optional(),
      }),
    )
    .max(1_000),
});
export type SealPredicate = z.infer<typeof sealPredicateSchema>;

/** An in-toto Statement v1 over an OCI manifest. */
export const statementSchema = z.object({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z
    .array(z.object({ name: z.string(), digest: z.object({ sha256: z.string() }) }))
    .min(1)
    .max(16),
  predicateType: z.literal(sealPredicateType),
  predicate: sealPredicateSchema,
});

/** The statement's bytes: canonical JSON. */
export function sealStatement(manifest: Descriptor, predicate: SealPredicate): Uint8Array {
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'manifest', digest: { sha256: manifest.digest.replace('sha256:', '') } }],
    predicateType: sealPredicateType,
    predicate,
  };
  return new TextEncoder().encode(canonicalJson(statement as Json));
}

/** What a DSSE signature is made over (DSSE v1, protocol.md): type and payload with their lengths in bytes. */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const head = new TextEncoder().encode(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `);
  const encoded = new Uint8Array(head.length + payload.length);
  encoded.set(head);
  encoded.set(payload, head.length);
  return encoded;
}

/** A Sigstore bundle v0.3 with a plain public key: exactly one signature, no certificate, no log entry. */
const sigstoreBundleSchema = z.object({
  mediaType: z.literal('application/vnd.dev.sigstore.bundle.v0.3+json'),
  verificationMaterial: z.object({ publicKey: z.object({ hint: z.string().max(200) }) }),
  dsseEnvelope: z.object({
    payload: z.string(),
    payloadType: z.literal(mediaTypes.statement),
    signatures: z.array(z.object({ sig: z.string(), keyid: z.string().optional() })).length(1),
  }),
});

/** Puts a statement and its signature into a Sigstore bundle; `fingerprint` is the hint to the key. */
export function encodeSigstoreBundle(statement: Uint8Array, signature: Uint8Array, fingerprint: string): Uint8Array {
  const bundle = {
    mediaType: mediaTypes.sigstoreBundle,
    verificationMaterial: { publicKey: { hint: fingerprint } },
    dsseEnvelope: {
      payload: bytesToBase64(statement),
      payloadType: mediaTypes.statement,
      signatures: [{ sig: bytesToBase64(signature), keyid: fingerprint }],
    },
  };
  return new TextEncoder().encode(canonicalJson(bundle));
}

/** The statement and signature in a Sigstore bundle, unverified; null where it is not one of ours. */
export function decodeSigstoreBundle(bytes: Uint8Array): { statement: Uint8Array; signature: Uint8Array } | null {
  const parsed = sigstoreBundleSchema.safeParse(parseJson(bytes));
  if (!parsed.success) return null;
  const { payload, signatures } = parsed.data.dsseEnvelope;
  const statement = base64ToBytes(payload);
  const signature = base64ToBytes(signatures[0]?.sig ?? '');
  return statement === null || signature === null ? null : { statement, signature };
}

/** The JSON value of UTF-8 bytes, or null. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
