import { type AppError, appError } from '../base/appError.ts';
import { canonicalJson } from '../base/canonicalJson.ts';
import { digestOf } from '../base/digest.ts';
import type { Json } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { Finding } from '../diagnostics/finding.ts';
import type { Trace } from '../simulation/trace.ts';
import type { Bundle } from './layout.ts';
import { addBundleManifest, addReferrer, type Blobs, type BundleFile } from './manifest.ts';
import { bundleLimits, mediaTypes } from './mediaTypes.ts';
import {
  encodeSigstoreBundle,
  preAuthenticationEncoding,
  type SealPredicate,
  sealPredicateType,
  sealStatement,
} from './statement.ts';

/** A file of the workspace, by its name in the bundle. */
export interface SealedText {
  readonly name: string;
  readonly text: string;
}

/** How a scenario went: what a seal says of it, whatever came out. */
export interface SealedRehearsal {
  readonly scenario: string;
  readonly trace: Trace;
  /** Expectations that did not hold. A scenario without any expects that the workflow completes. */
  readonly failed: readonly string[];
}

/** What a bundle says of a data set that a scenario used; never its rows. */
export type SealedDataset = { readonly name: string; readonly rows: number; readonly columns: Json };

/** Everything that a seal vouches for. */
export interface SealContents {
  readonly definitions: readonly SealedText[];
  readonly scenarios: readonly SealedText[];
  /** Files that scenarios and definitions name and workflows that they run, so that who has the bundle can rehearse them again. */
  readonly scenarioFiles: readonly SealedText[];
  readonly findings: readonly Finding[];
  /** The findings as SARIF. */
  readonly sarif: Json;
  /** The rehearsal of each scenario. */
  readonly evidence: readonly SealedRehearsal[];
  /** The policy in force, whole. */
  readonly policy: Json;
  /** The data sets that the rehearsals used. */
  readonly datasets: readonly SealedDataset[];
  /** Manifest digest of the seal before this one. */
  readonly previous: string | null;
}

/** Who signs and how. */
export interface SealSigner {
  readonly publicKeyPem: string;
  readonly fingerprint: string;
  sign(message: Uint8Array): Uint8Array;
}

/** Findings that hold a seal back: unwaived errors, and rules that crashed, since what they would have found is unknown. */
export function blockingFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(
    (finding) => finding.rule === 'crashed-rule' || (finding.severity === 'error' && finding.waiver === null),
  );
}

/** The files of a bundle, in the order of its layers. */
export function sealFiles(contents: SealContents): readonly BundleFile[] {
  const text = ({ name, text: content }: SealedText, mediaType: string): BundleFile => ({
    name,
    mediaType,
    bytes: new TextEncoder().encode(content),
  });
  const json = (name: string, value: Json, mediaType: string): BundleFile =>
    text({ name, text: canonicalJson(value) }, mediaType);
  return [
    ...contents.definitions.map((file) => text(file, formatted(mediaTypes.definition, file.name))),
    ...contents.scenarios.map((file) => text(file, mediaTypes.scenario)),
    ...contents.scenarioFiles.map((file) => text(file, formatted(mediaTypes.scenarioFile, file.name))),
    json('findings.sarif', contents.sarif, mediaTypes.findings),
    ...contents.evidence.map(({ scenario, trace }) =>
      json(`evidence/${scenario}.trace.json`, trace as unknown as Json, mediaTypes.trace),
    ),
    json('datasets.json', contents.datasets, mediaTypes.datasets),
    json('policy.json', contents.policy, mediaTypes.policy),
  ];
}

function formatted(mediaType: string, name: string): string {
  return `${mediaType}+${name.endsWith('.json') ? 'json' : 'yaml'}`;
}

/** Seals and signs. `blocked` while a finding holds it back, `limit` where nobody could read the bundle; `sealedAt` is an ISO 8601 instant. */
export function seal(contents: SealContents, signer: SealSigner, sealedAt: string): Result<Bundle> {
  const blocking = blockingFindings(contents.findings);
  const first = blocking[0];
  if (first !== undefined) {
    const more = blocking.length === 1 ? '' : ` and ${blocking.length - 1} more`;
    return err(appError('blocked', `Not sealed: ${first.rule}${more} must be fixed or waived with a reason first.`));
  }
  const files = sealFiles(contents);
  const unfit = checkFiles(files);
  if (unfit !== null) return err(unfit);
  const blobs: Blobs = new Map();
  const manifest = addBundleManifest(blobs, files, contents.previous);
  const statement = sealStatement(manifest, predicateOf(contents, signer, sealedAt));
  const signature = signer.sign(preAuthenticationEncoding(mediaTypes.statement, statement));
  const sigstoreBundle = encodeSigstoreBundle(statement, signature, signer.fingerprint);
  return ok({ manifest, referrers: [addReferrer(blobs, manifest, sigstoreBundle, sealPredicateType)], blobs });
}

/** Whether these files make a bundle that can be verified: names that tell them apart, and no more than is read back. */
function checkFiles(files: readonly BundleFile[]): AppError | null {
  const names = new Set<string>();
  for (const { name } of files) {
    if (names.has(name))
      return appError('invalid-input', `Not sealed: two files of the bundle would be called '${name}'.`);
    names.add(name);
  }
  const sizes = files.map(({ bytes }) => bytes.length);
  // The rest is for what the signature itself takes.
  const most = bundleLimits.totalBytes - bundleLimits.fileBytes / 16;
  const fits = files.length <= bundleLimits.layers && sizes.every((size) => size <= bundleLimits.fileBytes);
  if (fits && sizes.reduce((sum, size) => sum + size, 0) <= most) return null;
  return appError(
    'limit',
    'Not sealed: the bundle would be too large. Seal fewer scenarios, or make their traces smaller.',
  );
}

function predicateOf(contents: SealContents, signer: SealSigner, sealedAt: string): SealPredicate {
  const unwaived = contents.findings.filter(({ waiver }) => waiver === null);
  const count = (severity: Finding['severity']): number =>
    unwaived.filter((finding) => finding.severity === severity).length;
  return {
    publicKey: signer.publicKeyPem,
    sealedAt,
    definitions: contents.definitions.map(({ name, text }) => ({ name, digest: digestOf(text) })),
    findings: {
      error: count('error'),
      warning: count('warning'),
      note: count('note'),
      waived: contents.findings.length - unwaived.length,
    },
    rehearsals: contents.evidence.map(rehearsalOutcome),
  };
}

/** What a seal says of a rehearsal: a failed expectation is no reason not to seal, and never left out. */
export function rehearsalOutcome({ scenario, trace, failed }: SealedRehearsal) {
  return { scenario, status: trace.status, digest: trace.digest, passed: failed.length === 0, failed: [...failed] };
}
