import type { Bundle } from '../../../shared/bundle/layout.ts';
import { blobFileName } from '../../../shared/bundle/layout.ts';
import { manifestSchema } from '../../../shared/bundle/manifest.ts';
import { sealPredicateType } from '../../../shared/bundle/statement.ts';
import { cosignCommand, opensslCommands } from '../sealing/verifyCommands.ts';

/** A command that verifies a bundle with a tool, to copy. */
export interface VerifyCommand {
  readonly tool: string;
  readonly command: string;
}

/** Name of the file that the commands write the signer's public key to. */
const keyFile = 'signer.pem';
/** Name of the folder that the commands unpack an archive into. */
const unpacked = 'drydock-bundle';

/** Commands for a bundle that is at `place`: the path of an archive or a folder, or a reference in a registry. */
export function verifyWith(
  bundle: Bundle,
  place: { readonly kind: 'file' | 'folder' | 'registry'; readonly at: string },
  publicKeyPem: string,
): VerifyCommand[] {
  const key = `cat > ${keyFile} <<'KEY'\n${publicKeyPem.trimEnd()}\nKEY\n`;
  const at = shellWord(place.at);
  switch (place.kind) {
    case 'file':
      return [
        { tool: 'drydock', command: `${key}drydock verify ${at} --root ${keyFile}` },
        { tool: 'openssl', command: key + opensslCommands(place.at, keyFile) },
        {
          tool: 'cosign',
          command: `${key}mkdir ${unpacked} && tar -xf ${at} -C ${unpacked}\n${cosign(bundle, unpacked)}`,
        },
      ];
    case 'folder':
      return [
        { tool: 'drydock', command: `${key}drydock verify ${at} --root ${keyFile}` },
        { tool: 'cosign', command: key + cosign(bundle, place.at) },
      ];
    case 'registry':
      return [
        {
          tool: 'drydock',
          command: `${key}drydock pull ${at} --out bundle.tar\ndrydock verify bundle.tar --root ${keyFile}`,
        },
        {
          tool: 'openssl',
          command: `${key}drydock pull ${at} --out bundle.tar\n${opensslCommands('bundle.tar', keyFile)}`,
        },
      ];
  }
}

function cosign(bundle: Bundle, folder: string): string {
  const blob = (digest: string): string => `${folder}/${blobFileName(digest)}`;
  return cosignCommand(blob(signatureDigest(bundle)), blob(bundle.manifest.digest), keyFile, sealPredicateType);
}

/** Digest of the Sigstore bundle, which is the one layer of the first referrer. */
function signatureDigest({ referrers, blobs }: Bundle): string {
  const bytes = blobs.get(referrers[0]?.digest ?? '');
  const manifest = manifestSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const [layer] = manifest.layers;
  if (layer === undefined) throw new Error('a signature without content');
  return layer.digest;
}

/** A path as one word of a POSIX shell. */
function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
