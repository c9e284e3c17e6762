/** Fields of a cron expression with their bounds: minute, hour, day of the month, month, day of the week (POSIX crontab). */
const fields = [
  { from: 0, to: 59 },
  { from: 0, to: 23 },
  { from: 1, to: 31 },
  { from: 1, to: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { from: 0, to: 7, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
] as const;

const shorthands: ReadonlyMap<string, string> = new Map([
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
  ['@monthly', '0 0 1 * *'],
  ['@weekly', '0 0 * * 0'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@hourly', '0 * * * *'],
]);

const minute = 60_000;
const day = 24 * 60 * minute;
/** A leap day on a given day of the week comes again within 40 years. */
const maxDays = 40 * 366;

/** The times that a cron expression names. */
export interface CronTimes {
  /** The first one at or after `time`, in milliseconds since the epoch; null where there is none. */
  next(time: number): number | null;
}

/**
 * Reads a cron expression of five fields, in UTC; null where it is not valid. Where both days are restricted, either will do
 * (POSIX crontab).
 */
export function parseCron(expression: string): CronTimes | null {
  const text = shorthands.get(expression.trim()) ?? expression.trim();
  const parts = text.split(/\s+/);
  if (parts.length !== fields.length) return null;
  const [minutes, hours, days, months, weekdays] = parts.map(valuesOf);
  if (!minutes || !hours || !days || !months || !weekdays) return null;
  const isEither = !parts[2]?.startsWith('*') && !parts[4]?.startsWith('*');
  const isMeant = (date: Date): boolean => {
    const weekday = date.getUTCDay();
    const isWeekday = weekdays.has(weekday) || (weekday === 0 && weekdays.has(7));
    const isDay = days.has(date.getUTCDate());
    return months.has(date.getUTCMonth() + 1) && (isEither ? isDay || isWeekday : isDay && isWeekday);
  };
  const times = inOrder(hours).flatMap((hour) => inOrder(minutes).map((each) => (hour * 60 + each) * minute));
  return {
    next(time) {
      const start = Math.ceil(time / minute) * minute;
      const midnight = Math.floor(start / day) * day;
      for (let count = 0; count <= maxDays; count++) {
        const date = new Date(midnight + count * day);
        const found = isMeant(date) ? times.find((each) => date.getTime() + each >= start) : undefined;
        if (found !== undefined) return date.getTime() + found;
      }
      return null;
    },
  };
}

function inOrder(values: ReadonlySet<number>): number[] {
  return [...values].sort((a, b) => a - b);
}

/** Values that one field names: lists of `*`, numbers, names and ranges, each with a step; null where it is not valid. */
function valuesOf(field: string, index: number): ReadonlySet<number> | null {
  const bounds = fields[index];
  if (bounds === undefined) return null;
  const values = new Set<number>();
  for (const item of field.toLowerCase().split(',')) {
    const [, range = '', step = '1'] = /^([^/]+)(?:\/(\d+))?$/.exec(item) ?? [];
    const [first = '', last = item.includes('/') ? String(bounds.to) : first, ...more] = range.split('-');
    const from = range === '*' ? bounds.from : numberOf(first, index);
    const to = range === '*' ? bounds.to : numberOf(last, index);
    const stride = Number(step);
    if (!(from >= bounds.from && to <= bounds.to && from <= to && stride > 0) || more.length > 0) return null;
    for (let value = from; value <= to; value += stride) values.add(value);
  }
  return values;
}

/** A number, or what a name of a month or weekday stands for; NaN where it is neither. */
function numberOf(text: string, index: number): number {
  if (/^\d+$/.test(text)) return Number(text);
  const bounds = fields[index];
  const names: readonly string[] = bounds !== undefined && 'names' in bounds ? bounds.names : [];
  const place = names.indexOf(text);
  return place < 0 || bounds === undefined ? Number.NaN : place + bounds.from;
}
