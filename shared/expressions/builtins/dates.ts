import { fail } from '../failure.ts';
import type { Meter } from '../meter.ts';
import { isArray, isNumber, toDouble, type Value } from '../value.ts';
import { momentFromSeconds, secondsFromParts } from './calendar.ts';
import { formatTime } from './formatTime.ts';
import type { Native, NativeTable } from './native.ts';
import { readTime } from './readTime.ts';

/** What C's `int` holds. */
const [leastInteger, greatestInteger] = [-(2 ** 31), 2 ** 31 - 1];

/** What a character of a format costs at most. */
const stepsPerCharacter = 4;

/** Where C begins to count years. */
const yearOfNothing = 1900;

/** Farthest moment from 1970 that is turned into parts, in seconds: the year ±200,000,000. */
const maxSeconds = 6.3e15;

function brokenDown(input: Value, name: string): Value {
  if (!isNumber(input)) return fail(`${name}() requires numeric inputs`);
  const seconds = toDouble(input);
  if (!(Math.abs(seconds) <= maxSeconds)) {
    return fail('error converting number of seconds since epoch to datetime');
  }
  const { year, month, day, hour, minute, second, weekDay, yearDay } = momentFromSeconds(Math.trunc(seconds) + 0);
  return [year, month, day, hour, minute, second + (seconds - Math.floor(seconds)), weekDay, yearDay];
}

function secondsOf(input: readonly Value[], name: string): number {
  const parts: number[] = [];
  for (let i = 0; i < input.length && i < 8; i++) {
    const part = input[i] ?? null;
    if (!isNumber(part) || Number.isNaN(part)) return fail(`${name} requires parsed datetime inputs`);
    parts.push(Math.trunc(Math.max(leastInteger, Math.min(greatestInteger, toDouble(part)))));
  }
  return secondsFromParts(parts.length === 0 ? [yearOfNothing] : parts);
}

function makeTime(input: Value): Value {
  if (!isArray(input)) return fail('mktime requires array inputs');
  const seconds = secondsOf(input, 'mktime');
  return Math.abs(seconds) <= maxSeconds ? seconds : fail('invalid gmtime representation');
}

/** Local time is UTC here, as there is no environment; jq calls it so, and GMT where it is no local one. */
function formatting(name: string, zone: string): Native {
  return (input, meter, format) => {
    const parts = isNumber(input) ? brokenDown(input, 'gmtime') : input;
    if (!isArray(parts)) return fail(`${name} requires parsed datetime inputs`);
    if (typeof format !== 'string') return fail(`${name} requires a string format`);
    const seconds = secondsOf(parts, name);
    if (!(Math.abs(seconds) <= maxSeconds)) return fail(`${name}: unknown system failure`);
    meter.work(format.length * stepsPerCharacter);
    const text = formatTime(format, momentFromSeconds(seconds), zone);
    meter.text(text.length);
    return text;
  };
}

function parseTime(input: Value, meter: Meter, format: Value): Value {
  if (typeof input !== 'string' || typeof format !== 'string') {
    return fail('strptime/1 requires string inputs and arguments');
  }
  meter.work(format.length * stepsPerCharacter);
  const read = readTime(input, format);
  if (read === null || (read.rest !== '' && !/^\s/.test(read.rest))) {
    return fail((show) => `date "${show.raw(input)}" does not match format "${show.raw(format)}"`);
  }
  return read.rest === '' ? read.parts : [...read.parts, read.rest];
}

/** Builtins over moments: seconds since 1970, or arrays of their parts. */
export const dateNatives: NativeTable = {
  'gmtime/0': (input) => brokenDown(input, 'gmtime'),
  'localtime/0': (input) => brokenDown(input, 'localtime'),
  'mktime/0': makeTime,
  'strftime/1': formatting('strftime/1', 'GMT'),
  'strflocaltime/1': formatting('strflocaltime/1', 'UTC'),
  'strptime/1': parseTime,
};
