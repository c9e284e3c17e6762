import { z } from 'zod';
import { err, ok, type Result } from '../base/result.ts';
import type { CheckedFile } from './checkedFile.ts';
import type { Finding } from './finding.ts';

/** A finding of an earlier check. */
export interface BaselineEntry {
  readonly rule: string;
  readonly path: string;
  readonly message: string;
  readonly fingerprint: string;
  /** It was waived then: once the waiver ends it counts as new. */
  readonly isWaived: boolean;
}

const text = z.string().max(10_000);
const fingerprintSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/);

const reportSchema = z.object({
  check: z.literal(1),
  files: z.array(
    z.object({
      path: text,
      findings: z.array(
        z.object({ rule: text, message: text, fingerprint: fingerprintSchema, waiver: z.object({}).nullable() }),
      ),
    }),
  ),
});

const sarifSchema = z.object({
  version: z.literal('2.1.0'),
  runs: z.array(
    z.object({
      results: z
        .array(
          z.object({
            ruleId: text.optional(),
            message: z.object({ text: text.optional() }),
            locations: z
              .array(z.object({ physicalLocation: z.object({ artifactLocation: z.object({ uri: text.optional() }) }) }))
              .optional(),
            partialFingerprints: z.object({ 'drydock/v1': fingerprintSchema.optional() }).optional(),
            suppressions: z.array(z.object({})).optional(),
            baselineState: text.optional(),
          }),
        )
        .optional(),
    }),
  ),
});

type SarifResult = NonNullable<z.infer<typeof sarifSchema>['runs'][number]['results']>[number];

/** Reads what an earlier check printed, as JSON or SARIF; the error is half a sentence. Results of other tools are left out. */
export function parseBaseline(content: string): Result<readonly BaselineEntry[], string> {
  let data: unknown;
  try {
    data = JSON.parse(content);
  } catch {
    return err('is not JSON');
  }
  const report = reportSchema.safeParse(data);
  if (report.success) {
    return ok(
      report.data.files.flatMap(({ path, findings }) =>
        findings.map(({ waiver, ...finding }) => ({ ...finding, path, isWaived: waiver !== null })),
      ),
    );
  }
  const log = sarifSchema.safeParse(data);
  if (!log.success) return err('is neither the JSON nor the SARIF of an earlier check');
  return ok(log.data.runs.flatMap(({ results = [] }) => results.flatMap(entryOf)));
}

function entryOf(result: SarifResult): BaselineEntry[] {
  const fingerprint = result.partialFingerprints?.['drydock/v1'];
  if (fingerprint === undefined || result.baselineState === 'absent') return [];
  const uri = result.locations?.[0]?.physicalLocation.artifactLocation.uri ?? '';
  const message = result.message.text ?? '';
  const isWaived = (result.suppressions ?? []).length > 0;
  return [{ rule: result.ruleId ?? '', path: pathOf(uri), message, fingerprint, isWaived }];
}

function pathOf(uri: string): string {
  try {
    return decodeURIComponent(uri.replace(/^file:\/\/\/(?=[A-Za-z]:)/, ''));
  } catch {
    return uri;
  }
}

/** What was found, compared with a baseline. */
export interface Compared {
  readonly files: readonly CheckedFile[];
  /** What the baseline has of these files and the check no longer finds. */
  readonly absent: readonly BaselineEntry[];
}

/**
 * Tells known findings from new ones by their fingerprints. Each entry stands for one finding: first for one in a file of
 * the same name, then for one in another, so that a file may be renamed, and a second file with the same mistake is new.
 */
export function compareWithBaseline(files: readonly CheckedFile[], baseline: readonly BaselineEntry[]): Compared {
  const left = new Map<string, BaselineEntry[]>();
  for (const entry of baseline) {
    const same = left.get(entry.fingerprint);
    if (same === undefined) left.set(entry.fingerprint, [entry]);
    else same.push(entry);
  }
  const known = files.map(() => new Set<Finding>());
  for (const isSamePath of [true, false]) {
    for (const [index, { path, findings }] of files.entries()) {
      for (const finding of findings) {
        if (known[index]?.has(finding)) continue;
        const entries = left.get(finding.fingerprint) ?? [];
        const at = entries.findIndex((entry) => mayBe(finding, entry) && (!isSamePath || entry.path === path));
        if (at < 0) continue;
        entries.splice(at, 1);
        known[index]?.add(finding);
      }
    }
  }
  const paths = new Set(files.map(({ path }) => path));
  return {
    files: files.map((file, index) => ({ ...file, known: known[index] ?? new Set() })),
    absent: [...left.values()].flat().filter(({ path }) => paths.has(path)),
  };
}

/** What was waived and no longer is has to be looked at again. */
function mayBe({ rule, waiver }: Finding, entry: BaselineEntry): boolean {
  return entry.rule === rule && (waiver !== null || !entry.isWaived);
}
