import type { JsonObject } from '../base/json.ts';
import type { BaselineEntry } from './baseline.ts';
import type { CheckedFile, UncheckedFile } from './checkedFile.ts';
import { FileResults, uriOf } from './sarifResults.ts';
import { ruleIndexes, sarifDriver, sarifWeaknesses } from './sarifRules.ts';

/** A log as SARIF 2.1.0 (OASIS Standard, 27 March 2020) describes it. */
export type SarifLog = JsonObject;

/** What a log is to say beside the findings. */
export interface SarifOptions {
  /** What only the baseline has. */
  readonly absent?: readonly BaselineEntry[];
  /** What could not be checked, where the log is that of a check that went through files: it says whether that went well. */
  readonly unchecked?: readonly UncheckedFile[];
}

/**
 * The findings as a SARIF 2.1.0 log: rules with help, regions, code flows, fixes, fingerprints; what is waived stands in
 * it as suppressed, and where files are compared with a baseline each result has its state. Columns count UTF-16 units from
 * 1. Paths become relative URIs.
 */
export function sarifReport(files: readonly CheckedFile[], { absent = [], unchecked }: SarifOptions = {}): SarifLog {
  const indexes = ruleIndexes();
  const fileIndexes = new Map(files.map(({ path }, index) => [path, index]));
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: sarifDriver() },
        ...(unchecked !== undefined && { invocations: [invocation(unchecked)] }),
        columnKind: 'utf16CodeUnits',
        artifacts: files.map(({ path }) => ({ location: { uri: uriOf(path) }, encoding: 'UTF-8' })),
        taxonomies: [sarifWeaknesses()],
        results: [
          ...files.flatMap((file, index) => new FileResults(file, index, indexes).all()),
          ...absent.map((entry) => absentResult(entry, indexes.get(entry.rule), fileIndexes.get(entry.path))),
        ],
      },
    ],
  };
}

/** How the check went (section 3.20): what it could not read is told as notifications of the tool, not as results. */
function invocation(unchecked: readonly UncheckedFile[]): JsonObject {
  return {
    executionSuccessful: unchecked.length === 0,
    toolExecutionNotifications: unchecked.map(({ path, message }) => ({
      level: 'error',
      message: { text: message },
      locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path) } } }],
    })),
  };
}

/** A finding of the baseline that is no longer there: where it stood is not known any more, only the file. */
function absentResult(entry: BaselineEntry, ruleIndex: number | undefined, index: number | undefined): JsonObject {
  const { rule, path, message, fingerprint } = entry;
  const artifactLocation = { uri: uriOf(path), ...(index !== undefined && { index }) };
  return {
    ruleId: rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation } }],
    partialFingerprints: { 'drydock/v1': fingerprint },
    baselineState: 'absent',
  };
}
