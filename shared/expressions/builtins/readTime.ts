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
  const end = follow(text, 0, format, state);
  return end === none ? null : { parts: partsOf(state), rest: text.slice(end) };
}

/** Stands for the place behind a text that does not follow its format. */
const none = -1;

/** Where what follows the format ends that is read from `from` on. */
function follow(text: string, from: number, format: string, state: State): number {
  let at = from;
  for (let i = 0; i < format.length && at !== none; i++) {
    const code = format.charCodeAt(i);
    if (code === percent) {
      i++;
      while (modifiers.includes(format[i] ?? '%')) i++;
      at = convert(text, at, format[i] ?? '', state);
    } else if (isBlank(code)) {
      at = behindBlanks(text, at);
    } else {
      at = text.charCodeAt(at) === code ? at + 1 : none;
    }
  }
  return at;
}

const percent = 0x25;

/** Marks between `%` and a letter, which mean nothing here. */
const modifiers = '-_0^#EO';

/** C's `isspace`. */
function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

function behindBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

function convert(text: string, at: number, letter: string, state: State): number {
  const number = numbers[letter];
  if (number !== undefined) return readNumber(text, behindBlanks(text, at), number, state);
  const compound = composed[letter];
  if (compound !== undefined) return follow(text, at, compound, state);
  switch (letter) {
    case '%':
      return text.charCodeAt(at) === percent ? at + 1 : none;
    case 'n':
    case 't':
      return behindBlanks(text, at);
    case 'a':
    case 'A':
      return readName(text, at, weekDays, (index) => (state.weekDay = index));
    case 'b':
    case 'B':
    case 'h':
      return readName(text, at, months, (index) => setMonth(state, index));
    case 'p':
    case 'P':
      return readName(text, at, ['AM', 'PM'], (index) => (state.isAfternoon = index === 1));
    case 'Z':
      return behindWord(text, behindBlanks(text, at));
    case 'z':
      return readZone(text, behindBlanks(text, at));
    default:
      return none;
  }
}

function readNumber(
  text: string,
  from: number,
  [least, greatest, digits, set]: readonly [number, number, number, Setter],
  state: State,
): number {
  let at = from;
  let value = 0;
  for (; at < from + digits && isDigit(text.charCodeAt(at)); at++) value = value * 10 + text.charCodeAt(at) - zero;
  if (at === from || value < least || value > greatest) return none;
  set(state, value);
  return at;
}

const zero = 0x30;

function isDigit(code: number): boolean {
  return code >= zero && code <= zero + 9;
}

/** `September` and `Wednesday`. */
const longestName = 9;

function readName(text: string, at: number, names: readonly string[], set: (index: number) => void): number {
  const lower = text.slice(at, at + longestName).toLowerCase();
  for (const [index, name] of names.entries()) {
    for (const form of [name, name.slice(0, 3)]) {
      if (!lower.startsWith(form.toLowerCase())) continue;
      set(index);
      return at + form.length;
    }
  }
  return none;
}

function behindWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isBlank(text.charCodeAt(at))) at++;
  return at;
}

const zone = /Z|[+-]\d{2}:?(?:\d{2})?/y;

function readZone(text: string, at: number): number {
  zone.lastIndex = at;
  return zone.test(text) ? zone.lastIndex : none;
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
