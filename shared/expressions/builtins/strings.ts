import { elementsOf, getIndex, getSlice, occurrences } from '../access.ts';
import { add, splitText } from '../arithmetic.ts';
import { equals } from '../compare.ts';
import { parseNumber } from '../decimal.ts';
import { fail, failWith } from '../failure.ts';
import { findAll } from '../findAll.ts';
import type { Meter } from '../meter.ts';
import { CodePointCounter, isAscii, utf8Length } from '../text.ts';
import { isArray, isNumber, toDouble, type Value } from '../value.ts';
import { toJsonText, toText } from './formats.ts';
import type { Native, NativeTable } from './native.ts';

const leadingSpace = /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

function trimStart(text: string): string {
  return text.replace(leadingSpace, '');
}

/** The same for one character; most are none by the first test alone. */
function isSpace(code: number): boolean {
  return code <= 0x20
    ? (code >= 9 && code <= 13) || code === 0x20
    : code >= 0x85 && leadingSpace.test(String.fromCharCode(code));
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(0, end);
}

function trimming(trim: (text: string) => string): Native {
  return (input) => (typeof input === 'string' ? trim(input) : fail('trim input must be a string'));
}

function strings(input: Value, other: Value, name: string): [string, string] {
  if (typeof input !== 'string' || typeof other !== 'string') return fail(`${name}() requires string inputs`);
  return [input, other];
}

function cutStart(input: Value, part: Value): string {
  const [text, start] = strings(input, part, 'startswith');
  return text.startsWith(start) ? text.slice(start.length) : text;
}

function cutEnd(input: Value, part: Value): string {
  const [text, end] = strings(input, part, 'endswith');
  return text.endsWith(end) ? text.slice(0, text.length - end.length) : text;
}

function explode(text: string): number[] {
  return Array.from(text.toWellFormed(), (character) => character.codePointAt(0) ?? 0);
}

function implode(input: Value, meter: Meter): string {
  if (!isArray(input)) return fail('implode input must be an array');
  meter.work(input.length >> 1);
  meter.text(input.length);
  let text = '';
  for (const value of input) {
    if (!isNumber(value) || Number.isNaN(value)) {
      return failWith(value, "can't be imploded, unicode codepoint needs to be numeric");
    }
    const code = Math.trunc(toDouble(value));
    const isValid = code >= 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    text += isValid ? String.fromCodePoint(code) : '\ufffd';
  }
  return text;
}

/** Longest text that is looked for from each place anew: what is short costs little each time. */
const maxNaive = 32;

function stringIndices(text: Value, wanted: Value, meter: Meter): Value {
  if (typeof text !== 'string') return failWith(text, 'cannot be searched, as it is not a string');
  if (typeof wanted !== 'string') return failWith(wanted, 'is not a string');
  const counter = new CodePointCounter(text);
  meter.work(text.length >> 3);
  if (wanted.length > maxNaive) return findAll(text, wanted, (a, b) => a === b).map((at) => counter.at(at));
  const found: number[] = [];
  if (wanted === '') return found;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) found.push(counter.at(at));
  return found;
}

function toNumber(input: Value): Value {
  if (isNumber(input)) return input;
  if (typeof input !== 'string') return failWith(input, 'cannot be parsed as a number');
  return parseNumber(input) ?? failWith(input, 'cannot be parsed as a number');
}

function toBoolean(input: Value): Value {
  if (typeof input === 'boolean') return input;
  if (input === 'true') return true;
  if (input === 'false') return false;
  return failWith(input, 'cannot be parsed as a boolean');
}

function joinAll(input: Value, meter: Meter, separator: Value): Value {
  if (typeof separator === 'string' && isArray(input) && areTexts(input)) return joinTexts(input, separator, meter);
  let text: Value = null;
  for (const item of elementsOf(input)) {
    meter.step();
    const before: Value = text === null ? '' : add(text, separator, meter);
    const part = typeof item === 'boolean' || isNumber(item) ? toText(item, meter) : (item ?? '');
    text = add(before, part, meter);
  }
  return text ?? '';
}

function areTexts(values: readonly Value[]): values is readonly string[] {
  for (const value of values) if (typeof value !== 'string') return false;
  return true;
}

/** Lists up to this length are joined one by one: calling the platform's `join` costs more. */
const shortList = 16;

function joinTexts(texts: readonly string[], separator: string, meter: Meter): string {
  let length = separator.length * texts.length;
  for (const text of texts) length += text.length;
  meter.work(texts.length);
  meter.text(length);
  if (texts.length > shortList) return texts.join(separator);
  let joined = texts[0] ?? '';
  for (let i = 1; i < texts.length; i++) joined += separator + texts[i];
  return joined;
}

function asciiCase(pattern: RegExp, change: (text: string) => string): Native {
  return (input) => {
    if (typeof input !== 'string') return fail('explode input must be a string');
    // The platform changes the case of more than ASCII.
    return isAscii(input) ? change(input) : input.replace(pattern, change);
  };
}

/** Builtins over strings. */
export const stringNatives: NativeTable = {
  'tostring/0': toText,
  'tojson/0': toJsonText,
  'tonumber/0': toNumber,
  'toboolean/0': toBoolean,
  'startswith/1': (input, _meter, part) => {
    const [text, start] = strings(input, part, 'startswith');
    return text.startsWith(start);
  },
  'endswith/1': (input, _meter, part) => {
    const [text, end] = strings(input, part, 'endswith');
    return text.endsWith(end);
  },
  'ltrimstr/1': (input, _meter, part) => cutStart(input, part),
  'rtrimstr/1': (input, _meter, part) => cutEnd(input, part),
  'trimstr/1': (input, _meter, part) => cutEnd(cutStart(input, part), part),
  'trim/0': trimming((text) => trimEnd(trimStart(text))),
  'ltrim/0': trimming(trimStart),
  'rtrim/0': trimming(trimEnd),
  'explode/0': (input, meter) => {
    if (typeof input !== 'string') return fail('explode input must be a string');
    meter.elements(input.length);
    return explode(input);
  },
  'implode/0': implode,
  'ascii_downcase/0': asciiCase(/[A-Z]+/g, (text) => text.toLowerCase()),
  'ascii_upcase/0': asciiCase(/[a-z]+/g, (text) => text.toUpperCase()),
  'split/1': (input, meter, separator) => {
    if (typeof input !== 'string' || typeof separator !== 'string')
      return fail('split input and separator must be strings');
    return splitText(input, separator, meter);
  },
  'join/1': joinAll,
  'utf8bytelength/0': (input) =>
    typeof input === 'string' ? utf8Length(input) : failWith(input, 'only strings have UTF-8 byte length'),
  '_strindices/1': (input, meter, wanted) => stringIndices(input, wanted, meter),
  'indices/1': (input, meter, wanted) => indices(input, wanted, meter),
  'index/1': (input, meter, wanted) => firstIndex(input, wanted, meter),
  'rindex/1': (input, meter, wanted) => endOf(indices(input, wanted, meter), 'last', meter),
};

/** Where a value occurs; what is no text and no array is asked for it as for a key, as in jq. */
function indices(input: Value, wanted: Value, meter: Meter): Value {
  if (typeof input === 'string' && typeof wanted === 'string') return stringIndices(input, wanted, meter);
  if (isArray(input) && !isArray(wanted)) return occurrences(input, [wanted], meter);
  return getIndex(input, wanted, meter);
}

function firstIndex(input: Value, wanted: Value, meter: Meter): Value {
  if (!isArray(input) || isArray(wanted)) return endOf(indices(input, wanted, meter), 'first', meter);
  const at = input.findIndex((value) => equals(value, wanted, meter));
  meter.work((at < 0 ? input.length : at) >> 2);
  return at < 0 ? null : at;
}

function endOf(found: Value, end: 'first' | 'last', meter: Meter): Value {
  return getIndex(end === 'first' ? found : getSlice(found, -1, null, meter), 0, meter);
}
