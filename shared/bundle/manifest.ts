import { z } from 'zod';
import { canonicalJson } from '../base/canonicalJson.ts';
import { digestOf } from '../base/digest.ts';
import type { Json } from '../base/json.ts';
import { annotations, bundleLimits, mediaTypes } from './mediaTypes.ts';

const digestSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/);

/** An OCI content descriptor (image-spec, descriptor.md). */
export const descriptorSchema = z.object({
  mediaType: z.string().max(255),
  digest: digestSchema,
  size: z.int().nonnegative(),
  artifactType: z.string().max(255).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});
export type Descriptor = z.infer<typeof descriptorSchema>;

/** An OCI image manifest (image-spec, manifest.md), as far as we read it. */
export const manifestSchema = z.object({
  schemaVersion: z.literal(2),
  mediaType: z.literal(mediaTypes.imageManifest),
  artifactType: z.string().max(255).optional(),
  config: descriptorSchema,
  layers: z.array(descriptorSchema).max(bundleLimits.layers),
  subject: descriptorSchema.optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** An OCI image index: `index.json` of a layout, or the list of referrers. */
export const indexSchema = z.object({
  schemaVersion: z.literal(2),
  mediaType: z.literal(mediaTypes.imageIndex).optional(),
  manifests: z.array(descriptorSchema).max(1_000),
});

/** Content by digest. */
export type Blobs = Map<string, Uint8Array>;

/** One file that goes into a bundle. */
export interface BundleFile {
  /** Its path in the bundle, unique. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

const empty = new TextEncoder().encode('{}');

/** Adds content and describes it. */
function addBlob(blobs: Blobs, mediaType: string, bytes: Uint8Array): Descriptor {
  const digest = digestOf(bytes);
  blobs.set(digest, bytes);
  return { mediaType, digest, size: bytes.length };
}

/** Adds the manifest of a bundle's files, in the order given; `previous` is the manifest digest of the seal before. */
export function addBundleManifest(blobs: Blobs, files: readonly BundleFile[], previous: string | null): Descriptor {
  const manifest: Manifest = {
    schemaVersion: 2,
    mediaType: mediaTypes.imageManifest,
    artifactType: mediaTypes.bundle,
    config: addBlob(blobs, mediaTypes.empty, empty),
    layers: files.map((file) => ({
      ...addBlob(blobs, file.mediaType, file.bytes),
      annotations: { [annotations.title]: file.name },
    })),
    ...(previous === null ? {} : { annotations: { [annotations.previous]: previous } }),
  };
  return { ...addManifest(blobs, manifest), artifactType: mediaTypes.bundle };
}

/** Adds a signature as a referrer: a manifest whose subject is what was signed. */
export function addReferrer(
  blobs: Blobs,
  subject: Descriptor,
  sigstoreBundle: Uint8Array,
  predicateType: string,
): Descriptor {
  const manifest: Manifest = {
    schemaVersion: 2,
    mediaType: mediaTypes.imageManifest,
    artifactType: mediaTypes.sigstoreBundle,
    config: addBlob(blobs, mediaTypes.empty, empty),
    layers: [addBlob(blobs, mediaTypes.sigstoreBundle, sigstoreBundle)],
    subject: { mediaType: subject.mediaType, digest: subject.digest, size: subject.size },
    annotations: { [annotations.sigstoreContent]: 'dsse-envelope', [annotations.sigstorePredicate]: predicateType },
  };
  return { ...addManifest(blobs, manifest), artifactType: mediaTypes.sigstoreBundle };
}

function addManifest(blobs: Blobs, manifest: Manifest): Descriptor {
  return addBlob(blobs, mediaTypes.imageManifest, new TextEncoder().encode(canonicalJson(manifest as Json)));
}
