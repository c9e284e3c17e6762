import { CanonicalWriter, canonicalJson } from '../base/canonicalJson.ts';
import { digestOf } from '../base/digest.ts';
import { isJsonObject, type Json } from '../base/json.ts';
import { canonicalTrace } from './canonicalTrace.ts';
import { instantOf } from './clock.ts';
import { EventTexts, eventObjects } from './lifecycleEvents.ts';
import { isList } from './planContext.ts';
import type { RehearsalPorts } from './ports.ts';
import type { Recorder } from './recorder.ts';
import { type Trace, traceVersion } from './trace.ts';

/** A trace before its events and its digest are made, with times in milliseconds since the epoch. */
export interface TraceParts extends Omit<Trace, 'trace' | 'digest' | 'startedAt' | 'endedAt' | 'events'> {
  readonly startedAt: number;
  readonly endedAt: number;
  /** Makes the events. */
  readonly recorder?: Pick<Recorder, 'events'>;
}

/** How a trace is sealed, as the host of the rehearsal says. */
export type Sealing = Pick<RehearsalPorts, 'isTransient' | 'digest'>;

/**
 * Completes a trace. The digest covers the RFC 8785 form of everything else; a run that a bound stopped has none, nor has
 * one whose trace is not kept: it takes longer than the run.
 */
export function sealTrace(parts: TraceParts, { isTransient = false, digest = digestOf }: Sealing = {}): Trace {
  const { seed, status, startedAt, endedAt, recorder, leaks, coverage, ...rest } = parts;
  const content: Omit<Trace, 'digest'> = {
    trace: traceVersion,
    seed,
    status,
    startedAt: instantOf(startedAt),
    endedAt: instantOf(endedAt),
    ...rest,
    ...(recorder !== undefined && !isTransient && { events: recorder.events(eventObjects) }),
    ...(leaks !== undefined && { leaks }),
    ...(coverage !== undefined && { coverage }),
  };
  if (status === 'limit' || isTransient) return withDigest(content, null);
  try {
    const writer = new CanonicalWriter();
    const text = canonicalTrace(content, recorder?.events(new EventTexts(writer)), writer);
    return withDigest(content, digest(text));
  } catch {
    // RFC 8785 has no form for lone surrogates; the digest has to fit the trace, so that they go from both.
    const readable = wellFormed(content as unknown as Json);
    return withDigest(readable as unknown as Omit<Trace, 'digest'>, digest(canonicalJson(readable)));
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
