/** A moment in parts, in UTC. Month and days of week and year count from 0, as in C. */
export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekDay: number;
  readonly yearDay: number;
}

const daySeconds = 86_400;

/** Days from 1970-01-01 to a date of the proleptic Gregorian calendar; months and days may be out of range. */
export function daysFromDate(year: number, month: number, day: number): number {
  const years = year + Math.floor(month / 12);
  const monthInYear = ((month % 12) + 12) % 12;
  // Years begin in March here, so that the leap day comes last.
  const shifted = monthInYear < 2 ? years - 1 : years;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((monthInYear + 10) % 12) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** Seconds since 1970 of a moment in parts, which may be out of range. */
export function secondsFromParts(parts: readonly number[]): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  return daysFromDate(year, month, day) * daySeconds + hour * 3600 + minute * 60 + second;
}

/** The parts of a moment given in whole seconds since 1970. */
export function momentFromSeconds(seconds: number): Moment {
  const days = Math.floor(seconds / daySeconds);
  const rest = seconds - days * daySeconds;
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = (shiftedMonth + 2) % 12;
  const year = yearOfEra + era * 400 + (month < 2 ? 1 : 0);
  return {
    year,
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
    hour: Math.floor(rest / 3600),
    minute: Math.floor((rest % 3600) / 60),
    second: rest % 60,
    weekDay: (((days + 4) % 7) + 7) % 7,
    yearDay: days - daysFromDate(year, 0, 1),
  };
}

/** Year and week of ISO 8601. */
export function isoWeek({ year, yearDay, weekDay }: Moment): { year: number; week: number } {
  const week = Math.floor((yearDay - ((weekDay + 6) % 7) + 10) / 7);
  if (week < 1) return { year: year - 1, week: weeksIn(year - 1) };
  if (week > weeksIn(year)) return { year: year + 1, week: 1 };
  return { year, week };
}

function weeksIn(year: number): number {
  const lastDay = (((daysFromDate(year, 11, 31) + 4) % 7) + 7) % 7;
  const firstDay = (((daysFromDate(year, 0, 1) + 4) % 7) + 7) % 7;
  return lastDay === 4 || firstDay === 4 ? 53 : 52;
}

/** English names; no environment, so no other language. */
export const weekDays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
