import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type AuditEntry, chainStart, entryHash } from '../../store/auditChain.ts';
import type { AuditCheckpoint } from '../../store/auditRepository.ts';
import { keyFingerprint } from '../sealing/signer.ts';
import { checkpointStatement } from './checkpoint.ts';

/** A log to verify: from the store, or from an exported file. */
export interface AuditLog {
  readonly workspace: string;
  /** PEM of the key that signed the checkpoints; null for a log that is too young to have one. */
  readonly publicKey: string | null;
  /** Oldest first. */
  readonly entries: Iterable<AuditEntry>;
  /** By number of entries, fewest first. */
  readonly checkpoints: readonly AuditCheckpoint[];
  /** How many entries there must be, from a source that a cut-off end does not change. */
  readonly expected: number;
}

/** Whether a log is whole; `problem` is one sentence on the first thing that is wrong. */
export interface AuditVerdict {
  readonly intact: boolean;
  readonly entries: number;
  readonly problem: string | null;
}

/**
 * Finds a change, removal, insertion or reorder anywhere (each hash covers the one before), a signature that does not fit,
 * and a missing end.
 */
export function verifyAudit(log: AuditLog): AuditVerdict {
  const key = readKey(log.publicKey);
  if (key === 'invalid') return broken(0, 'The public key of the log cannot be read.');
  const checkpoints = new Map(log.checkpoints.map((checkpoint) => [checkpoint.entries, checkpoint]));
  let previous = chainStart(log.workspace);
  let count = 0;
  for (const entry of log.entries) {
    const problem = entryProblem(entry, count + 1, previous);
    if (problem !== null) return broken(count, problem);
    count += 1;
    previous = entry.hash;
    const checkpoint = checkpoints.get(count);
    if (checkpoint !== undefined && !checkpointHolds(checkpoint, previous, log.workspace, key)) {
      return broken(count, `The signed checkpoint at entry ${count} does not fit the log.`);
    }
    checkpoints.delete(count);
  }
  const most = Math.max(log.expected, ...checkpoints.keys());
  if (most !== count) return broken(count, `The log ends after entry ${count}, although there were ${most}.`);
  return { intact: true, entries: count, problem: null };
}

function broken(entries: number, problem: string): AuditVerdict {
  return { intact: false, entries, problem };
}

function entryProblem(entry: AuditEntry, expected: number, previous: string): string | null {
  if (entry.sequence !== expected) return `Entry ${expected} is missing or not in its place.`;
  if (entry.hash !== entryHash(previous, expected, entry))
    return `Entry ${expected} was changed, or one before it was.`;
  return null;
}

function readKey(pem: string | null): KeyObject | null | 'invalid' {
  if (pem === null) return null;
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : 'invalid';
  } catch {
    return 'invalid';
  }
}

function checkpointHolds(checkpoint: AuditCheckpoint, hash: string, workspace: string, key: KeyObject | null): boolean {
  if (key === null || checkpoint.hash !== hash || checkpoint.key !== keyFingerprint(key)) return false;
  return verify(null, checkpointStatement(workspace, checkpoint), key, Buffer.from(checkpoint.signature, 'base64'));
}
