import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Trace } from '../../../shared/simulation/trace.ts';

/** The digest that a trace has to have, by code that is none of ours: SHA-256 over the RFC 8785 form of everything else. */
export function digestByLibrary({ digest: _, ...rest }: Trace): string | null {
  if (rest.status === 'limit') return null;
  const text = canonicalize(JSON.parse(JSON.stringify(rest)));
  if (text === undefined) throw new Error('the trace is no JSON');
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
