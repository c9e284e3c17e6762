import { daysFromDate, type Moment, momentFromSeconds, months } from '../expressions/builtins/calendar.ts';

const parts = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/;
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

function tokenText(token: string, date: Moment): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const month = months[date.month] ?? '';
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
      return two(date.month + 1);
    case 'M':
      return String(date.month + 1);
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

function fromText(text: string): Moment | null {
  const match = parts.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return null;
  const zone = match[7];
  const offset = zone === undefined || zone === 'Z' ? 0 : offsetMinutes(zone);
  const days = daysFromDate(year, month - 1, day);
  // The thirtieth of February is a day of March.
  if (momentFromSeconds(days * 86_400).day !== day) return null;
  return fromMilliseconds(((days * 24 + hour) * 60 + minute - offset) * 60_000 + second * 1_000);
}

function offsetMinutes(zone: string): number {
  const digits = zone.replace(/\D/g, '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return zone.startsWith('-') ? -minutes : minutes;
}

/** The farthest moments are those of ECMAScript's dates: a hundred million days from 1970. */
function fromMilliseconds(milliseconds: number): Moment | null {
  const isDate = Number.isFinite(milliseconds) && Math.abs(milliseconds) <= 8.64e15;
  return isDate ? momentFromSeconds(Math.floor(milliseconds / 1_000)) : null;
}
