import { isDecimal } from './decimal.ts';
import { LimitReached } from './limitReached.ts';
import type { Meter } from './meter.ts';
import { printNumber } from './printNumber.ts';
import { firstKeysOf, isArray, keysOf, type Value, type ValueObject } from './value.ts';

/** Longest JSON text of one value, in UTF-16 units. */
const maxTextLength = 64 * 1024 * 1024;

/** Depth below which jq prints `<skipped: too deep>` (`MAX_PRINT_DEPTH` of jq 1.8). */
const maxPrintDepth = 10_000;

/** Longest excerpt of a value in an error message, in bytes (`ERRORMAX` of jq 1.8, less the end mark). */
const excerptBytes = 29;

/** A stretch that is still to be printed: an array or object that is open, and how far it is. */
interface Open {
  readonly items: readonly Value[];
  readonly keys: readonly string[] | null;
  next: number;
}

/** The compact JSON text of a value, as `jq -c` prints it; its parts count as steps of `meter`. Iterative: a value may be nested deeper than the stack goes. */
export function printJson(value: Value, meter: Meter | null = null): string {
  return printShallow(value, { left: quickParts }, 0) ?? print(value, Number.POSITIVE_INFINITY, meter);
}

/** Parts and depth up to which a value is printed by plain recursion, which is faster than {@link print}. */
const quickParts = 500_000;
const quickDepth = 100;

/** The JSON text of a value of no unusual size; null for others. */
function printShallow(value: Value, budget: { left: number }, depth: number): string | null {
  if (typeof value !== 'object' || value === null || isDecimal(value)) {
    if (typeof value === 'string') budget.left -= value.length >> 4;
    return budget.left < 0 ? null : printScalar(value, Number.POSITIVE_INFINITY);
  }
  if (budget.left < 0 || depth > quickDepth) return null;
  if (isArray(value)) {
    budget.left -= value.length + 1;
    let text = '';
    for (const item of value) {
      const part = printShallow(item, budget, depth + 1);
      if (part === null) return null;
      text += text === '' ? part : `,${part}`;
    }
    return `[${text}]`;
  }
  const object: ValueObject = value;
  const keys = keysOf(object);
  budget.left -= keys.length + 1;
  let text = '';
  for (const key of keys) {
    const part = printShallow(object[key] ?? null, budget, depth + 1);
    if (part === null) return null;
    text += `${text === '' ? '' : ','}${quote(key)}:${part}`;
  }
  return `{${text}}`;
}

/** The beginning of a value's JSON text as error messages show it: at most 29 bytes, cut ends marked by `...`. */
export function printTruncated(value: Value): string {
  const text = print(value, 64, null);
  if (byteLength(text) <= excerptBytes) return text;
  const close = text[0] === '"' ? '"' : text[0] === '[' ? ']' : text[0] === '{' ? '}' : '';
  return `${firstBytes(text, excerptBytes - 3 - close.length)}...${close}`;
}

function print(value: Value, enough: number, meter: Meter | null): string {
  const open: Open[] = [];
  const out = new Output(meter);
  let current: Value = value;
  for (;;) {
    const container: Open | null = open.length > maxPrintDepth ? null : openContainer(current, enough);
    if (container !== null) {
      out.write(container.keys === null ? '[' : '{');
      open.push(container);
    } else {
      out.write(open.length > maxPrintDepth ? '"<skipped: too deep>"' : printScalar(current, enough));
    }
    if (out.length > enough) return out.text();
    for (;;) {
      const top = open[open.length - 1];
      if (top === undefined) return out.text();
      if (top.next < top.items.length) {
        if (top.next > 0) out.write(',');
        if (top.keys !== null) out.write(`${quote(top.keys[top.next] ?? '')}:`);
        current = top.items[top.next] ?? null;
        top.next++;
        break;
      }
      out.write(top.keys === null ? ']' : '}');
      open.pop();
    }
  }
}

/** A text in the making: joined from many small parts, some at a time, so that they do not pile up. */
class Output {
  length = 0;
  readonly #chunks: string[] = [];
  #parts: string[] = [];
  readonly #meter: Meter | null;

  constructor(meter: Meter | null) {
    this.#meter = meter;
  }

  write(part: string): void {
    this.length += part.length;
    if (this.length > maxTextLength) throw new LimitReached('The expression was stopped: its JSON text is too long.');
    if (this.#parts.push(part) < partsPerChunk) return;
    this.#meter?.work(partsPerChunk);
    this.#chunks.push(this.#parts.join(''));
    this.#parts = [];
  }

  text(): string {
    return this.#chunks.join('') + this.#parts.join('');
  }
}

const partsPerChunk = 1024;

/** Of an object that is not printed whole, only as many keys are looked at as there may be. */
function openContainer(value: Value, enough: number): Open | null {
  if (typeof value !== 'object' || value === null || isDecimal(value)) return null;
  if (isArray(value)) return { items: value, keys: null, next: 0 };
  const object: ValueObject = value;
  const keys = enough === Number.POSITIVE_INFINITY ? keysOf(object) : firstKeysOf(object, enough);
  return { items: keys.map((key) => object[key] ?? null), keys, next: 0 };
}

function printScalar(value: Value, enough: number): string {
  switch (typeof value) {
    case 'string':
      return quote(value.length > enough ? value.slice(0, enough) : value);
    case 'number':
      return printNumber(value);
    case 'boolean':
      return value ? 'true' : 'false';
    default:
      return isDecimal(value) ? printNumber(value) : 'null';
  }
}

const loneSurrogate = /[\ud800-\udfff]/;

/** A string in JSON. DEL is escaped as jq does; lone surrogates become U+FFFD, for jq's strings are UTF-8. */
export function quote(text: string): string {
  if (isPlain(text)) return `"${text}"`;
  const wellFormed = loneSurrogate.test(text) ? text.toWellFormed() : text;
  const quoted = JSON.stringify(wellFormed);
  return quoted.includes('\x7f') ? quoted.replaceAll('\x7f', '\\u007f') : quoted;
}

function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code >= 0x7f || code === 0x22 || code === 0x5c) return false;
  }
  return true;
}

function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) bytes += bytesOf(character);
  return bytes;
}

/** Bytes of a character in UTF-8. */
function bytesOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

function firstBytes(text: string, count: number): string {
  let bytes = 0;
  let result = '';
  for (const character of text) {
    bytes += bytesOf(character);
    if (bytes > count) break;
    result += character;
  }
  return result;
}
