import { canonicalJson } from '../base/canonicalJson.ts';
import { digestOf } from '../base/digest.ts';
import type { Json } from '../base/json.ts';
import { instantOf } from './clock.ts';
import { type Trace, traceVersion } from './trace.ts';

/** A trace before its digest, with times in milliseconds since the epoch. */
export interface TraceParts extends Omit<Trace, 'trace' | 'digest' | 'startedAt' | 'endedAt'> {
  readonly startedAt: number;
  readonly endedAt: number;
}

/** Completes a trace. The digest covers the RFC 8785 form of everything else; a run that a bound stopped has none. */
export function sealTrace(parts: TraceParts): Trace {
  const { seed, status, startedAt, endedAt, ...rest } = parts;
  const times = { startedAt: instantOf(startedAt), endedAt: instantOf(endedAt) };
  const content = { seed, status, ...times, ...rest };
  const digest =
    status === 'limit' ? null : digestOf(canonicalJson({ trace: traceVersion, ...content } as unknown as Json));
  return { trace: traceVersion, digest, ...content };
}
