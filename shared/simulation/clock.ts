import type { JsonObject } from '../base/json.ts';

/** The start of a rehearsal unless said: 2000-01-01T00:00:00Z, in milliseconds since the epoch. */
export const defaultClock = Date.UTC(2000, 0, 1);

/** Last instant that a JavaScript date can name, in milliseconds since the epoch (ECMA-262, "Time Values"). */
const lastInstant = 8.64e15;

/** A date, or a date and time that says its offset: without one it would be another instant on another machine. */
const isoInstant = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

/** The instant that an ISO 8601 text names, in milliseconds since the epoch; null where it names none. */
export function readInstant(text: string): number | null {
  const time = isoInstant.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

/** The instant that was asked for last, as the runs of a batch begin at the same one. */
let known = { time: Number.NaN, text: '' };

/** A virtual time as ISO 8601 in UTC; beyond what a date can name, the last instant. */
export function instantOf(time: number): string {
  if (time !== known.time) known = { time, text: new Date(Math.min(time, lastInstant)).toISOString() };
  return known.text;
}

/** The DSL's DateTime descriptor of a virtual time; `iso8601` is its text where that is known already. */
export function dateTimeDescriptor(time: number, iso8601: string = instantOf(time)): JsonObject {
  return { iso8601, epoch: { seconds: Math.floor(time / 1000), milliseconds: time } };
}
