const parts = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/;
const months = [
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

interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/**
 * Formats an ISO 8601 text or a number of milliseconds since 1970 in UTC. Tokens: `yyyy yy MMMM MMM MM M dd d HH H mm ss`;
 * `'…'` stands for itself. Names are English on every machine. What is no date is given back as it is.
 */
export function formatDate(value: string | number, format = 'yyyy-MM-dd'): string {
  const date = typeof value === 'number' ? fromMilliseconds(value) : fromText(value);
  if (date === null) return String(value);
  return format.replace(/'([^']*)'|y{4}|yy|M{1,4}|d{1,2}|H{1,2}|m{2}|s{2}/g, (token: string, quoted?: string) =>
    quoted === undefined ? tokenText(token, date) : quoted,
  );
}

function tokenText(token: string, date: DateParts): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const month = months[date.month - 1] ?? '';
  switch (token) {
    case 'yyyy':
      return String(date.year).padStart(4, '0');
    case 'yy':
      return two(date.year % 100);
    case 'MMMM':
      return month;
    case 'MMM':
      return month.slice(0, 3);
    case 'MM':
      return two(date.month);
    case 'M':
      return String(date.month);
    case 'dd':
      return two(date.day);
    case 'd':
      return String(date.day);
    case 'HH':
      return two(date.hour);
    case 'H':
      return String(date.hour);
    case 'mm':
      return two(date.minute);
    default:
      return two(date.second);
  }
}

function fromText(text: string): DateParts | null {
  const match = parts.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return null;
  const zone = match[7];
  const offset = zone === undefined || zone === 'Z' ? 0 : offsetMinutes(zone);
  const days = daysFromCivil(year, month, day);
  if (fromMilliseconds(days * 86_400_000)?.day !== day) return null;
  return fromMilliseconds(((days * 24 + hour) * 60 + minute - offset) * 60_000 + second * 1_000);
}

function offsetMinutes(zone: string): number {
  const digits = zone.replace(/\D/g, '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return zone.startsWith('-') ? -minutes : minutes;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar; years are counted from March, so that leap days come last. */
function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function fromMilliseconds(milliseconds: number): DateParts | null {
  if (!Number.isFinite(milliseconds) || Math.abs(milliseconds) > 8.64e15) return null;
  const seconds = Math.floor(milliseconds / 1_000);
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leaps = Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
    hour: Math.floor(rest / 3_600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
  };
}
