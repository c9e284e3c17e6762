import { mediaTypes } from '../../../shared/bundle/mediaTypes.ts';

/** A shell word, quoted. */
function quote(word: string): string {
  return /^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * Shell commands that verify a bundle's archive with tar, sed, base64, sha256sum and openssl alone: every file against
 * the digest that names it, the signature over the statement, and the statement against the manifest. The first that fails
 * ends them, also where they are pasted into a terminal.
 */
export function opensslCommands(archive: string, publicKey: string): string {
  const type = mediaTypes.statement;
  return [
    'd=$(mktemp -d)',
    `tar -xf ${quote(archive)} -C "$d"`,
    `(cd "$d/blobs/sha256" && for f in *; do echo "$f  $f"; done | sha256sum -c --quiet)`,
    `b=$(grep -l '"dsseEnvelope"' "$d"/blobs/sha256/*)`,
    `sed 's/.*"payload":"\\([^"]*\\)".*/\\1/' "$b" | base64 -d > "$d/statement"`,
    `sed 's/.*"sig":"\\([^"]*\\)".*/\\1/' "$b" | base64 -d > "$d/signature"`,
    `{ printf 'DSSEv1 ${type.length} ${type} %s ' "$(wc -c < "$d/statement" | tr -d ' ')"; cat "$d/statement"; } > "$d/signed"`,
    `openssl pkeyutl -verify -pubin -inkey ${quote(publicKey)} -rawin -in "$d/signed" -sigfile "$d/signature"`,
    `m=$(sed 's/.*"subject":\\[{"digest":{"sha256":"\\([0-9a-f]*\\)".*/\\1/' "$d/statement")`,
    `grep -q '"artifactType":"${mediaTypes.bundle}"' "$d/blobs/sha256/$m"`,
    `(for n in $(grep -o '"digest":"sha256:[0-9a-f]*"' "$d/blobs/sha256/$m" | cut -d: -f3 | tr -d '"'); do test -f "$d/blobs/sha256/$n" || exit 1; done)`,
    'echo "whole, and signed by this key"',
  ].join(' &&\n');
}

/** Commands for cosign, on an unpacked layout's Sigstore bundle and manifest. */
export function cosignCommand(
  sigstoreBundle: string,
  manifest: string,
  publicKey: string,
  predicateType: string,
): string {
  return [
    'cosign verify-blob-attestation --insecure-ignore-tlog',
    `--key ${quote(publicKey)} --type ${quote(predicateType)}`,
    `--bundle ${quote(sigstoreBundle)} ${quote(manifest)}`,
  ].join(' ');
}
