import type { Finding } from './finding.ts';
import type { AppliedFix } from './fixText.ts';

/** A file with what was found in it; what every output format is made from. */
export interface CheckedFile {
  /** As the person named it, with `/` between names. */
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
  /** Of the findings, those that a baseline has already; absent where there is none to compare with. */
  readonly known?: ReadonlySet<Finding>;
  /** Fixes that were made first; absent where none were asked for. */
  readonly applied?: readonly AppliedFix[];
}

/** A file that could not be checked, or a folder in which there is nothing to check. */
export interface UncheckedFile {
  /** As the person named it, or below the folder that they named. */
  readonly path: string;
  /** One sentence, with the path. */
  readonly message: string;
}

/** The findings that count: neither waived nor known. */
export function openFindings({ findings, known }: CheckedFile): readonly Finding[] {
  return findings.filter((finding) => finding.waiver === null && known?.has(finding) !== true);
}
