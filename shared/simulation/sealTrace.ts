import { canonicalJson } from '../base/canonicalJson.ts';
import { digestOf } from '../base/digest.ts';
import { isJsonObject, type Json } from '../base/json.ts';
import { instantOf } from './clock.ts';
import { isList } from './planContext.ts';
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
  const content: Omit<Trace, 'digest'> = { trace: traceVersion, seed, status, ...times, ...rest };
  if (status === 'limit') return withDigest(content, null);
  try {
    return withDigest(content, digestOf(canonicalJson(content as unknown as Json)));
  } catch {
    // RFC 8785 has no form for lone surrogates; the digest has to fit the trace, so that they go from both.
    const readable = wellFormed(content as unknown as Json);
    return withDigest(readable as unknown as Omit<Trace, 'digest'>, digestOf(canonicalJson(readable)));
  }
}

function withDigest({ trace, ...rest }: Omit<Trace, 'digest'>, digest: string | null): Trace {
  return { trace, digest, ...rest };
}

function wellFormed(value: Json): Json {
  if (typeof value === 'string') return value.toWellFormed();
  if (isList(value)) return value.map(wellFormed);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.toWellFormed(), wellFormed(member)]));
}
