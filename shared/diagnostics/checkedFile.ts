import type { Finding } from './finding.ts';

/** A file with what was found in it; what every output format is made from. */
export interface CheckedFile {
  /** As the person named it, with `/` between names. */
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
}
