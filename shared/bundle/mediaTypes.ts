/** Media types of what a bundle holds. The OCI and in-toto ones are theirs; `vnd.drydock` ones are ours. */
export const mediaTypes = {
  imageManifest: 'application/vnd.oci.image.manifest.v1+json',
  imageIndex: 'application/vnd.oci.image.index.v1+json',
  empty: 'application/vnd.oci.empty.v1+json',
  bundle: 'application/vnd.drydock.bundle.v1',
  definition: 'application/vnd.serverlessworkflow.definition.v1',
  scenario: 'application/vnd.drydock.scenario.v1+yaml',
  scenarioFile: 'application/vnd.drydock.scenario-file.v1',
  findings: 'application/sarif+json',
  trace: 'application/vnd.drydock.trace.v1+json',
  datasets: 'application/vnd.drydock.datasets.v1+json',
  policy: 'application/vnd.drydock.policy.v1+json',
  statement: 'application/vnd.in-toto+json',
  sigstoreBundle: 'application/vnd.dev.sigstore.bundle.v0.3+json',
} as const;

/** Annotations that we write; the first is OCI's own for a layer's file name. */
export const annotations = {
  title: 'org.opencontainers.image.title',
  previous: 'drydock.previous',
  sigstoreContent: 'dev.sigstore.bundle.content',
  sigstorePredicate: 'dev.sigstore.bundle.predicateType',
} as const;

/** Bounds on a bundle, whoever made it: what is larger is neither sealed nor read. */
export const bundleLimits = {
  files: 2_000,
  fileBytes: 64 * 1024 * 1024,
  totalBytes: 256 * 1024 * 1024,
  signatures: 99,
  layers: 1_000,
} as const;
