import { canonicalJson } from '../base/canonicalJson.ts';
import type { Json } from '../base/json.ts';
import type { Blobs, Descriptor } from './manifest.ts';
import { mediaTypes } from './mediaTypes.ts';

/** A sealed bundle: the manifest, its referrers (one for each signature) and all content. */
export interface Bundle {
  readonly manifest: Descriptor;
  readonly referrers: readonly Descriptor[];
  readonly blobs: Blobs;
}

/** Name of a blob's file in an OCI image layout. */
export function blobFileName(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}

/** The files of a bundle as an OCI image layout (image-spec, image-layout.md), sorted by name: one bundle, one sequence of bytes. */
export function layoutFiles(bundle: Bundle): { readonly name: string; readonly bytes: Uint8Array }[] {
  const byDigest = (a: Descriptor, b: Descriptor): number => (a.digest < b.digest ? -1 : 1);
  const index = {
    schemaVersion: 2,
    mediaType: mediaTypes.imageIndex,
    manifests: [bundle.manifest, ...[...bundle.referrers].sort(byDigest)],
  };
  const encode = (value: unknown): Uint8Array => new TextEncoder().encode(canonicalJson(value as Json));
  const files = [
    { name: 'oci-layout', bytes: encode({ imageLayoutVersion: '1.0.0' }) },
    { name: 'index.json', bytes: encode(index) },
    ...[...bundle.blobs].map(([digest, bytes]) => ({ name: blobFileName(digest), bytes })),
  ];
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}
