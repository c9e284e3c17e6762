import { canonicalJson } from '../../shared/base/canonicalJson.ts';
import { digestOf } from '../../shared/base/digest.ts';

/** What an audit entry says: who did what to what, when, and the digests before and after. */
export interface AuditFacts {
  readonly at: string;
  readonly who: string;
  readonly action: string;
  readonly subject: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** An entry in its place: `hash` covers its facts, its number and the hash of the entry before. */
export interface AuditEntry extends AuditFacts {
  /** Counts from 1 without a gap. */
  readonly sequence: number;
  readonly hash: string;
}

/** What stands before the first entry: bound to the workspace, so that one log cannot pass for another's. */
export function chainStart(workspace: string): string {
  return digestOf(`drydock audit 1 ${workspace}`);
}

/** The hash of an entry behind `previous`. */
export function entryHash(previous: string, sequence: number, facts: AuditFacts): string {
  const { at, who, action, subject, before, after } = facts;
  return digestOf(canonicalJson({ previous, sequence, at, who, action, subject, before, after }));
}
