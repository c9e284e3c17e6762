import { daysFromDate, momentFromSeconds, months, weekDays } from './calendar.ts';

/** What a text that follows a format says; what it does not say is 0, as C leaves it. */
export interface ReadTime {
  /** Year, month, day, hour, minute, second, day of week, day of year. */
  readonly parts: readonly number[];
  /** What of the text is left over. */
  readonly rest: string;
}

interface State {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  weekDay: number | null;
  yearDay: number | null;
  isAfternoon: boolean | null;
  epoch: number | null;
}

const composed: Readonly<Record<string, string>> = {
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  R: '%H:%M',
  T: '%H:%M:%S',
  c: '%a %b %e %H:%M:%S %Y',
  r: '%I:%M:%S %p',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
};

type Setter = (state: State, value: number) => void;

/** Numeric conversions: least and greatest value, most digits, what is set. */
const numbers: Readonly<Record<string, readonly [number, number, number, Setter]>> = {
  Y: [0, 9999, 4, (state, value) => (state.year = value)],
  y: [0, 99, 2, (state, value) => (state.year = value < 69 ? 2000 + value : 1900 + value)],
  C: [0, 99, 2, (state, value) => (state.year = value * 100 + (state.year % 100))],
  m: [1, 12, 2, (state, value) => (state.month = value - 1)],
  d: [1, 31, 2, (state, value) => (state.day = value)],
  e: [1, 31, 2, (state, value) => (state.day = value)],
  H: [0, 23, 2, (state, value) => (state.hour = value)],
  k: [0, 23, 2, (state, value) => (state.hour = value)],
  I: [1, 12, 2, (state, value) => (state.hour = value % 12)],
  l: [1, 12, 2, (state, value) => (state.hour = value % 12)],
  M: [0, 59, 2, (state, value) => (state.minute = value)],
  S: [0, 61, 2, (state, value) => (state.second = value)],
  j: [1, 366, 3, (state, value) => (state.yearDay = value - 1)],
  u: [1, 7, 1, (state, value) => (state.weekDay = value % 7)],
  w: [0, 6, 1, (state, value) => (state.weekDay = value)],
  s: [0, 1e13, 13, (state, value) => (state.epoch = value)],
  U: [0, 53, 2, () => undefined],
  W: [0, 53, 2, () => undefined],
  V: [0, 53, 2, () => undefined],
  G: [0, 9999, 4, () => undefined],
  g: [0, 99, 2, () => undefined],
};

/** Reads a text as C's `strptime` does, in the C locale; null where it does not follow the format. */
export function readTime(text: string, format: string): ReadTime | null {
  const state: State = {
    year: 1900,
    month: 0,
    day: 0,
    hour: 0,
    minute: 0,
    second: 0,
    weekDay: null,
    yearDay: null,
    isAfternoon: null,
    epoch: null,
  };
  const rest = follow(text, format, state);
  return rest === null ? null : { parts: partsOf(state), rest };
}

function follow(text: string, format: string, state: State): string | null {
  let rest: string | null = text;
  for (let i = 0; i < format.length && rest !== null; i++) {
    const character = format[i] ?? '';
    if (/\s/.test(character)) {
      rest = rest.trimStart();
    } else if (character !== '%') {
      rest = rest.startsWith(character) ? rest.slice(1) : null;
    } else {
      i++;
      while (/[-_0^#EO]/.test(format[i] ?? '')) i++;
      rest = convert(rest, format[i] ?? '', state);
    }
  }
  return rest;
}

function convert(text: string, letter: string, state: State): string | null {
  const compound = composed[letter];
  if (compound !== undefined) return follow(text, compound, state);
  const number = numbers[letter];
  if (number !== undefined) return readNumber(text.trimStart(), number, state);
  switch (letter) {
    case '%':
      return text.startsWith('%') ? text.slice(1) : null;
    case 'n':
    case 't':
      return text.trimStart();
    case 'a':
    case 'A':
      return readName(text, weekDays, (index) => (state.weekDay = index));
    case 'b':
    case 'B':
    case 'h':
      return readName(text, months, (index) => (state.month = index));
    case 'p':
    case 'P':
      return readName(text, ['AM', 'PM'], (index) => (state.isAfternoon = index === 1));
    case 'Z':
      return text.replace(/^\s*\S*/, '');
    case 'z':
      return readZone(text.trimStart());
    default:
      return null;
  }
}

function readNumber(
  text: string,
  [least, greatest, digits, set]: readonly [number, number, number, Setter],
  state: State,
): string | null {
  let length = 0;
  while (length < digits && /[0-9]/.test(text[length] ?? '')) length++;
  const value = Number(text.slice(0, length));
  if (length === 0 || value < least || value > greatest) return null;
  set(state, value);
  return text.slice(length);
}

function readName(text: string, names: readonly string[], set: (index: number) => void): string | null {
  const lower = text.toLowerCase();
  for (const [index, name] of names.entries()) {
    for (const form of [name, name.slice(0, 3)]) {
      if (!lower.startsWith(form.toLowerCase())) continue;
      set(index);
      return text.slice(form.length);
    }
  }
  return null;
}

function readZone(text: string): string | null {
  const match = /^(?:Z|[+-]\d{2}:?(?:\d{2})?)/.exec(text);
  return match === null ? null : text.slice(match[0].length);
}

function partsOf(state: State): number[] {
  if (state.epoch !== null) {
    const { year, month, day, hour, minute, second, weekDay, yearDay } = momentFromSeconds(state.epoch);
    return [year, month, day, hour, minute, second, weekDay, yearDay];
  }
  if (state.yearDay !== null && state.day === 0) {
    const { month, day } = momentFromSeconds(daysFromDate(state.year, 0, state.yearDay + 1) * 86_400);
    state.month = month;
    state.day = day;
  }
  const days = daysFromDate(state.year, state.month, state.day);
  const hour = state.isAfternoon === true ? (state.hour % 12) + 12 : state.hour;
  const hasDate = state.day !== 0;
  const weekDay = hasDate ? (((days + 4) % 7) + 7) % 7 : (state.weekDay ?? 0);
  const yearDay = hasDate ? days - daysFromDate(state.year, 0, 1) : (state.yearDay ?? 0);
  return [state.year, state.month, state.day, hour, state.minute, state.second, weekDay, yearDay];
}
