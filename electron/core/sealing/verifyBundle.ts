import type { z } from 'zod';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { describeFailure, type VerifiedBundle, verifyLayout } from '../../../shared/bundle/verify.ts';
import type { verificationSchema } from '../../../shared/contract/bundleMethods.ts';
import { readBundleFiles } from './archive.ts';
import { ed25519Check } from './signer.ts';

/** The answer to "may I rely on this bundle?", as the window and the command line show it. */
export type Verification = z.output<typeof verificationSchema>;

/** Verifies a bundle on disk against the fingerprints of trusted keys. An error only where it cannot be read at all. */
export async function verifyBundle(source: string, trusted: readonly string[]): Promise<Result<Verification>> {
  const files = await readBundleFiles(source);
  if (files.ok) return ok(verifyFiles(files.value, trusted).verification);
  return files.error.code === 'integrity' ? ok(refused(files.error.message)) : err(files.error);
}

/** Verifies the files of a layout; the bundle itself comes with it where it is whole and signed, whoever signed. */
export function verifyFiles(
  files: ReadonlyMap<string, Uint8Array>,
  trusted: readonly string[],
): { readonly verification: Verification; readonly bundle: VerifiedBundle | null } {
  const verified = verifyLayout(files, ed25519Check);
  if (!verified.ok) return { verification: refused(describeFailure(verified.error)), bundle: null };
  const { bundle, contents, signatures } = verified.value;
  const signers = signatures.map(({ fingerprint }) => ({ fingerprint, known: trusted.includes(fingerprint) }));
  const known = signers.find((signer) => signer.known);
  const verification: Verification = {
    verified: known !== undefined,
    summary:
      known === undefined
        ? `The bundle is whole, but no key that you trust signed it: it was signed by ${signers.map((signer) => signer.fingerprint).join(', ')}.`
        : `Verified: ${bundle.manifest.digest}, signed by ${known.fingerprint}.`,
    manifest: bundle.manifest.digest,
    signers,
    contents: contents.map(({ name, descriptor }) => ({ name, size: descriptor.size, digest: descriptor.digest })),
  };
  return { verification, bundle: verified.value };
}

function refused(summary: string): Verification {
  return { verified: false, summary, manifest: null, signers: [], contents: [] };
}
