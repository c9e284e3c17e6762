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
  /** The week of the year, and the day that weeks begin with. */
  week: { readonly number: number; readonly firstDay: number } | null;
  isAfternoon: boolean;
  hasHour12: boolean;
  /** Whether a part of a date was read: C computes the days of week and year then. */
  hasDate: boolean;
  hasMonth: boolean;
  hasDay: boolean;
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

function setYear(state: State, value: number): void {
  state.year = value;
  state.hasDate = true;
}

function setMonth(state: State, value: number): void {
  state.month = value;
  state.hasMonth = true;
  state.hasDate = true;
}

function setDay(state: State, value: number): void {
  state.day = value;
  state.hasDay = true;
  state.hasDate = true;
}

function setHour(state: State, value: number): void {
  state.hour = value;
  state.hasHour12 = false;
}

function setHour12(state: State, value: number): void {
  state.hour = value % 12;
  state.hasHour12 = true;
}

/** Numeric conversions: least and greatest value, most digits, what is set. */
const numbers: Readonly<Record<string, readonly [number, number, number, Setter]>> = {
  Y: [0, 9999, 4, setYear],
  y: [0, 99, 2, (state, value) => setYear(state, value < 69 ? 2000 + value : 1900 + value)],
  C: [0, 99, 2, (state, value) => setYear(state, value * 100 + (state.year % 100))],
  m: [1, 12, 2, (state, value) => setMonth(state, value - 1)],
  d: [1, 31, 2, setDay],
  e: [1, 31, 2, setDay],
  H: [0, 23, 2, setHour],
  k: [0, 23, 2, setHour],
  I: [1, 12, 2, setHour12],
  l: [1, 12, 2, setHour12],
  M: [0, 59, 2, (state, value) => (state.minute = value)],
  S: [0, 61, 2, (state, value) => (state.second = value)],
  j: [1, 366, 3, (state, value) => (state.yearDay = value - 1)],
  u: [1, 7, 1, (state, value) => (state.weekDay = value % 7)],
  w: [0, 6, 1, (state, value) => (state.weekDay = value)],
  s: [0, 1e13, 13, (state, value) => (state.epoch = value)],
  U: [0, 53, 2, (state, value) => (state.week = { number: value, firstDay: 0 })],
  W: [0, 53, 2, (state, value) => (state.week = { number: value, firstDay: 1 })],
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
    week: null,
    isAfternoon: false,
    hasHour12: false,
    hasDate: false,
    hasMonth: false,
    hasDay: false,
    epoch: null,
  };
  const rest = follow(text, format, state);
  return rest === null ? null : { parts: partsOf(state), rest };
}

function follow(text: string, format: string, state: State): string | null {
  let rest: string | null = text;
  for (let i = 0; i < format.length && rest !== null; i++) {
    const character = format[i] ?? '';
    if (character === '%') {
      i++;
      while (modifiers.includes(format[i] ?? '%')) i++;
      rest = convert(rest, format[i] ?? '', state);
    } else if (blank.test(character)) {
      rest = rest.trimStart();
    } else {
      rest = rest.startsWith(character) ? rest.slice(1) : null;
    }
  }
  return rest;
}

const blank = /\s/;

/** Marks between `%` and a letter, which mean nothing here. */
const modifiers = '-_0^#EO';

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
      return readName(text, months, (index) => setMonth(state, index));
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
  while (length < digits && isDigit(text.charCodeAt(length))) length++;
  const value = Number(text.slice(0, length));
  if (length === 0 || value < least || value > greatest) return null;
  set(state, value);
  return text.slice(length);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** `September` and `Wednesday`. */
const longestName = 9;

function readName(text: string, names: readonly string[], set: (index: number) => void): string | null {
  const lower = text.slice(0, longestName).toLowerCase();
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

/** The days that were not read follow from the others as glibc has it; jq leaves what cannot be known at 8 and 367. */
function partsOf(state: State): number[] {
  if (state.epoch !== null) {
    const { year, month, day, hour, minute, second, weekDay, yearDay } = momentFromSeconds(state.epoch);
    return [year, month, day, hour, minute, second, weekDay, yearDay];
  }
  if (state.week !== null && state.weekDay !== null) fromWeek(state, state.week, state.weekDay);
  else if (state.hasDate && state.weekDay === null) fromYearDay(state);
  const hour = state.hasHour12 && state.isAfternoon ? state.hour + 12 : state.hour;
  const days = daysFromDate(state.year, state.month, state.day);
  const isKnown = state.hasDate || state.day !== 0;
  const weekDay = state.weekDay ?? (isKnown ? weekDayOf(days) : 8);
  const yearDay = state.yearDay ?? (isKnown ? days - daysFromDate(state.year, 0, 1) : 367);
  return [state.year, state.month, state.day, hour, state.minute, state.second, weekDay, yearDay];
}

function weekDayOf(days: number): number {
  return (((days + 4) % 7) + 7) % 7;
}

/** Month and day from the day of the year, where one of them was not read. */
function fromYearDay(state: State): void {
  if (state.yearDay === null || (state.hasMonth && state.hasDay)) return;
  const { month, day } = momentFromSeconds(daysFromDate(state.year, 0, state.yearDay + 1) * 86_400);
  if (!state.hasMonth) state.month = month;
  if (!state.hasDay) state.day = day;
}

function fromWeek(state: State, { number, firstDay }: NonNullable<State['week']>, weekDay: number): void {
  const january = weekDayOf(daysFromDate(state.year, 0, 1));
  state.yearDay ??= ((7 - (january - firstDay)) % 7) + (number - 1) * 7 + ((weekDay - firstDay + 7) % 7);
  fromYearDay(state);
}
