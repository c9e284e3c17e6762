import { z } from 'zod';
import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { auditEntrySchema } from '../../../shared/contract/vaultMethods.ts';
import type { AuditRepository } from '../../store/auditRepository.ts';
import { type AuditVerdict, verifyAudit } from './verifyAudit.ts';

const checkpoint = z.strictObject({
  entries: z.int().positive(),
  hash: z.string(),
  at: z.string(),
  key: z.string(),
  signature: z.string(),
});
/** One line of an exported log: the heading, then the entries, then the checkpoints, the last of which covers all. */
const lineSchema = z.union([
  z.strictObject({ audit: z.literal(1), workspace: z.string(), publicKey: z.string() }),
  z.strictObject({ entry: auditEntrySchema }),
  z.strictObject({ checkpoint }),
]);
type Line = z.infer<typeof lineSchema>;

/** What `auditFileLines` writes out. The log must have been sealed just before, so that a checkpoint covers all of it. */
export interface AuditSource {
  readonly workspace: string;
  readonly publicKey: string;
  readonly log: AuditRepository;
}

/** An exported log as JSON Lines: readable, and verifiable without the store. */
export function* auditFileLines({ workspace, publicKey, log }: AuditSource): Generator<string> {
  yield line({ audit: 1, workspace, publicKey });
  for (const each of log.entries()) yield line({ entry: each });
  for (const each of log.checkpoints()) yield line({ checkpoint: each });
}

function line(content: Line): string {
  return `${JSON.stringify(content)}\n`;
}

/** A verified file's verdict, and the key it stands or falls with. */
export interface FileVerdict extends AuditVerdict {
  readonly publicKey: string;
  /** Instant of the last checkpoint; null where there is none that can be read. */
  readonly signedAt: string | null;
}

/** Verifies an exported log. `invalid-input` where the text is no such log at all. */
export function verifyAuditFile(text: string): Result<FileVerdict> {
  const lines: Line[] = [];
  for (const [index, content] of text.split('\n').entries()) {
    if (content === '') continue;
    const parsed = lineSchema.safeParse(parseJson(content));
    if (!parsed.success) {
      if (lines.length === 0) return err(appError('invalid-input', 'This is not an exported audit log.'));
      return ok(unreadable(lines, index + 1));
    }
    lines.push(parsed.data);
  }
  const heading = lines[0];
  if (heading === undefined || !('audit' in heading)) {
    return err(appError('invalid-input', 'This is not an exported audit log.'));
  }
  const checkpoints = lines.flatMap((each) => ('checkpoint' in each ? [each.checkpoint] : []));
  const entries = lines.flatMap((each) => ('entry' in each ? [each.entry] : []));
  const { workspace, publicKey } = heading;
  // A log is signed when it is exported: without a signature nothing says where it ended.
  const last = checkpoints.at(-1);
  if (last === undefined) {
    return ok({ intact: false, entries: 0, problem: 'The log is not signed.', publicKey, signedAt: null });
  }
  const verdict = verifyAudit({ workspace, publicKey, entries, checkpoints, expected: last.entries });
  return ok({ ...verdict, publicKey, signedAt: last.at });
}

function unreadable(lines: readonly Line[], number: number): FileVerdict {
  const heading = lines[0];
  const publicKey = heading !== undefined && 'audit' in heading ? heading.publicKey : '';
  return { intact: false, entries: 0, problem: `Line ${number} of the log cannot be read.`, publicKey, signedAt: null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
