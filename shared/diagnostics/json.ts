import { lineIndex, type Position } from '../workflow/lineIndex.ts';
import type { CheckedFile } from './checkedFile.ts';
import type { Finding } from './finding.ts';

/** A finding with its place also as a person counts: lines and columns from 1. */
export interface PlacedFinding extends Finding {
  readonly start: Position;
  readonly end: Position;
}

/** What `drydock check --format json` prints; members are only ever added within a version of the format. */
export interface JsonReport {
  /** Version of this format. */
  readonly check: 1;
  readonly files: readonly { readonly path: string; readonly findings: readonly PlacedFinding[] }[];
}

/** The findings as data, waived ones too, for programs that go on from there. */
export function jsonReport(files: readonly CheckedFile[]): JsonReport {
  return { check: 1, files: files.map(({ path, text, findings }) => ({ path, findings: placed(text, findings) })) };
}

function placed(text: string, findings: readonly Finding[]): PlacedFinding[] {
  const lines = lineIndex(text);
  return findings.map((finding) => {
    const { start, end } = finding.location.range;
    return { ...finding, start: lines.positionAt(start), end: lines.positionAt(end) };
  });
}
