import type { AppError } from './appError.ts';
import { appError } from './appError.ts';
import { isJsonObject, type Json } from './json.ts';
import { err, ok, type Result } from './result.ts';

/** The parts of a duration; those that are absent are zero. */
export interface DurationParts {
  readonly years?: number;
  readonly months?: number;
  readonly weeks?: number;
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly milliseconds?: number;
}

const second = 1000;
const day = 24 * 60 * 60 * second;

/** Milliseconds of each part. A year counts as 365 days and a month as 30: a duration has no calendar to ask. */
const unitMilliseconds: Readonly<Record<keyof DurationParts, number>> = {
  years: 365 * day,
  months: 30 * day,
  weeks: 7 * day,
  days: day,
  hours: 60 * 60 * second,
  minutes: 60 * second,
  seconds: second,
  milliseconds: 1,
};

/** The properties of the DSL's duration object. */
export const durationUnits = ['days', 'hours', 'minutes', 'seconds', 'milliseconds'] as const;

const amount = '([0-9]{1,15}(?:\\.[0-9]{1,9})?)';
const isoPattern = new RegExp(
  `^P(?=[0-9T])(?:${amount}Y)?(?:${amount}M)?(?:${amount}W)?(?:${amount}D)?` +
    `(?:T(?=[0-9])(?:${amount}H)?(?:${amount}M)?(?:${amount}S)?)?$`,
);

/** Reads an ISO 8601 duration (`P1DT2H`, `PT0.5S`); signs are not part of the DSL. */
export function parseIsoDuration(text: string): Result<DurationParts, AppError> {
  const found = isoPattern.exec(text);
  if (found === null || text === 'P') {
    return err(appError('invalid-input', 'The duration is not in ISO 8601 form, like `PT15M` or `P1DT12H`.'));
  }
  const [years, months, weeks, days, hours, minutes, seconds] = found
    .slice(1)
    .map((digits) => (digits === undefined ? 0 : Number(digits)));
  return ok(withoutZeros({ years, months, weeks, days, hours, minutes, seconds }));
}

/** Reads a duration as the DSL writes it: an ISO 8601 text, or an object of whole days, hours, minutes, seconds, milliseconds. */
export function parseDuration(value: Json): Result<DurationParts, AppError> {
  if (typeof value === 'string') return parseIsoDuration(value.trim());
  if (!isJsonObject(value)) {
    return err(appError('invalid-input', 'A duration is an ISO 8601 text or an object like `{ minutes: 15 }`.'));
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return err(appError('invalid-input', 'The duration is empty; name at least one unit.'));
  for (const [unit, count] of entries) {
    if (!durationUnits.some((known) => known === unit)) {
      return err(appError('invalid-input', `A duration has no such unit; the units are ${durationUnits.join(', ')}.`));
    }
    if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0) {
      return err(appError('invalid-input', `The ${unit} of a duration must be a whole number, zero or more.`));
    }
  }
  return ok(withoutZeros(value as DurationParts));
}

/** Milliseconds of a duration, rounded to a whole number. */
export function durationMilliseconds(parts: DurationParts): Result<number, AppError> {
  let total = 0;
  for (const unit of Object.keys(unitMilliseconds) as (keyof DurationParts)[]) {
    total += (parts[unit] ?? 0) * unitMilliseconds[unit];
  }
  const rounded = Math.round(total);
  if (!Number.isSafeInteger(rounded)) return err(appError('invalid-input', 'The duration is too long.'));
  return ok(rounded);
}

/** Milliseconds of a duration as the DSL writes it. */
export function parseDurationMilliseconds(value: Json): Result<number, AppError> {
  const parts = parseDuration(value);
  return parts.ok ? durationMilliseconds(parts.value) : parts;
}

function withoutZeros(parts: Readonly<Record<string, number | undefined>> | DurationParts): DurationParts {
  return Object.fromEntries(Object.entries(parts).filter(([, count]) => count !== 0));
}
