import { lineIndex, type Position } from '../workflow/lineIndex.ts';
import type { CheckedFile, UncheckedFile } from './checkedFile.ts';
import type { Finding } from './finding.ts';
import type { AppliedFix } from './fixText.ts';

/** A finding with its place also as a person counts: lines and columns from 1. */
export interface PlacedFinding extends Finding {
  readonly start: Position;
  readonly end: Position;
  /** Whether a baseline has it already; absent where there is none. */
  readonly baseline?: 'new' | 'unchanged';
}

/** One file of the report. */
export interface JsonFile {
  readonly path: string;
  readonly findings: readonly PlacedFinding[];
  /** Fixes that `--fix` made; absent without it. */
  readonly fixed?: readonly AppliedFix[];
}

/** What `drydock check --format json` prints; members are only ever added within a version of the format. */
export interface JsonReport {
  /** Version of this format. */
  readonly check: 1;
  readonly files: readonly JsonFile[];
  /** What could not be checked, and why. */
  readonly unchecked: readonly UncheckedFile[];
}

/** The findings as data, waived and known ones too, for programs that go on from there. */
export function jsonReport(files: readonly CheckedFile[], unchecked: readonly UncheckedFile[] = []): JsonReport {
  return { check: 1, files: files.map(jsonFile), unchecked };
}

function jsonFile(file: CheckedFile): JsonFile {
  const { path, applied } = file;
  return { path, findings: placed(file), ...(applied !== undefined && { fixed: applied }) };
}

function placed({ text, findings, known }: CheckedFile): PlacedFinding[] {
  const lines = lineIndex(text);
  return findings.map((finding) => {
    const { start, end } = finding.location.range;
    return {
      ...finding,
      start: lines.positionAt(start),
      end: lines.positionAt(end),
      ...(known !== undefined && { baseline: known.has(finding) ? ('unchanged' as const) : ('new' as const) }),
    };
  });
}
