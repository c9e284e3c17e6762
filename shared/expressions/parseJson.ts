import { parseNumber } from './decimal.ts';
import { Failure, fail } from './failure.ts';
import { isPlainText, mayHaveHalves, stringProblem } from './jsonStrings.ts';
import { utf8Length } from './text.ts';
import { type MutableObject, putKey, type Value } from './value.ts';

/** Nesting beyond which jq refuses JSON (`MAX_PARSING_DEPTH` of jq 1.8). */
const maxDepth = 10_000;

/** Reads one JSON value as jq does: kept literals, order of keys, `nan`, and jq's words for what is wrong. */
export function parseJson(text: string): Value {
  if (isSimple(text)) {
    try {
      return JSON.parse(text) as Value;
    } catch {
      // The careful reader knows what is wrong, or takes what only jq allows.
    }
  }
  try {
    return new JsonReader(text).read();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const problem = String(error.value);
    return fail((show) => `${problem} (while parsing '${show.raw(text)}')`);
  }
}

/** Whether JavaScript's own reader loses nothing: no long or unusual numbers, no keys that look like indices, not too deep. */
function isSimple(text: string): boolean {
  if (mayHaveHalves(text)) return false;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) {
      const end = endOfString(text, i);
      if (isDigit(text.charCodeAt(i + 1)) && isKeyEnd(text, end)) return false;
      i = end;
    } else if (code === 0x2d || isDigit(code)) {
      const end = endOfNumber(text, i);
      if (!isPlainNumber(text.slice(i, end))) return false;
      i = end - 1;
    } else if (code === 0x5b || code === 0x7b) {
      if (++depth >= maxDepth) return false;
    } else if (code === 0x5d || code === 0x7d) {
      depth--;
    }
  }
  return true;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Where the string that starts at `start` has its closing quote; the text's end where it has none. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

function isEscaped(text: string, position: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(position - 1 - backslashes) === 0x5c) backslashes++;
  return backslashes % 2 === 1;
}

function isKeyEnd(text: string, quote: number): boolean {
  let next = quote + 1;
  while (text.charCodeAt(next) <= 0x20) next++;
  return text[next] === ':';
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && '0123456789.eE+-'.includes(text[end] ?? '')) end++;
  return end;
}

function isPlainNumber(token: string): boolean {
  if (token.length >= 16 || token === '-0') return false;
  return plainNumber.test(token);
}

/** Below 0.0001 jq prints a double in another way than its literal. */
const plainNumber = /^-?(?!0\.0000)\d+(?:\.\d*[1-9])?$/;

/** An array that is open, or an object with the key that waits for its value. */
interface Open {
  readonly items: Value[] | null;
  readonly object: MutableObject | null;
  isEmpty: boolean;
  key: string | null;
}

const word = /[^ \t\r\n"[,\]{:}]+/y;

/** A reader with a stack of its own, for JSON may be nested deeper than the machine's stack. */
class JsonReader {
  readonly #text: string;
  readonly #open: Open[] = [];
  #next: Value | undefined;
  #result: Value | undefined;
  #position: number;
  /** Keys that wait for their values. */
  #keys = 0;

  constructor(text: string) {
    this.#text = text;
    this.#position = text.startsWith('\ufeff') ? 1 : 0;
  }

  read(): Value {
    const text = this.#text;
    while (this.#position < text.length) {
      const character = text[this.#position] ?? '';
      if (character === '"') this.#string();
      else if (' \t\r\n'.includes(character)) this.#position++;
      else if ('[]{},:'.includes(character)) this.#structure(character);
      else this.#literal();
      if (this.#open.length === 0 && this.#next !== undefined) this.#finish();
    }
    if (this.#open.length > 0) this.#failAtEnd('Unfinished JSON term');
    if (this.#result === undefined) fail('Expected JSON value');
    return this.#result;
  }

  #finish(): void {
    if (this.#result !== undefined) fail('Unexpected extra JSON values');
    this.#result = this.#next;
    this.#next = undefined;
  }

  #fail(message: string, position: number): never {
    const before = this.#text.slice(0, position + 1);
    const line = before.split('\n').length;
    const column = utf8Length(before.slice(before.lastIndexOf('\n') + 1));
    return fail(`${message} at line ${line}, column ${column}`);
  }

  #failAtEnd(message: string): never {
    const line = this.#text.split('\n').length;
    const column = utf8Length(this.#text.slice(this.#text.lastIndexOf('\n') + 1));
    return fail(`${message} at EOF at line ${line}, column ${column}`);
  }

  #value(value: Value, position: number): void {
    if (this.#next !== undefined) this.#fail('Expected separator between values', position);
    this.#next = value;
  }

  #literal(): void {
    word.lastIndex = this.#position;
    const token = word.exec(this.#text)?.[0] ?? '';
    const end = this.#position + token.length;
    const problem = this.#readWord(token, end);
    if (problem !== null) {
      if (end >= this.#text.length) this.#failAtEnd(problem);
      this.#fail(problem, end);
    }
    this.#position = end;
  }

  #readWord(token: string, end: number): string | null {
    const known = constants.get(token);
    if (known !== undefined) {
      this.#value(known, end);
      return null;
    }
    if (token.startsWith("'")) return 'Invalid string literal; expected ", but got \'';
    if (/^(?:t|f|nu)/.test(token)) return 'Invalid literal';
    const number = parseNumber(token);
    if (number === null) return 'Invalid numeric literal';
    this.#value(number, end);
    return null;
  }

  #string(): void {
    const start = this.#position;
    let end = start + 1;
    for (; end < this.#text.length && this.#text[end] !== '"'; end++) if (this.#text[end] === '\\') end++;
    if (end >= this.#text.length) this.#failAtEnd('Unfinished string');
    this.#value(this.#decode(start, end), end);
    this.#position = end + 1;
  }

  #decode(start: number, end: number): string {
    const body = this.#text.slice(start + 1, end);
    if (isPlainText(body)) return body;
    const problem = stringProblem(body);
    return problem === null ? (JSON.parse(this.#text.slice(start, end + 1)) as string) : this.#fail(problem, end);
  }

  #structure(character: string): void {
    switch (character) {
      case '[':
      case '{':
        this.#begin(character);
        break;
      case ':':
        this.#colon();
        break;
      case ',':
        this.#comma();
        break;
      default:
        this.#close(character);
    }
    this.#position++;
  }

  #begin(character: string): void {
    // A key that waits for its value counts as a level of its own, as in jq.
    if (this.#open.length + this.#keys >= maxDepth) this.#fail('Exceeds depth limit for parsing', this.#position);
    if (this.#next !== undefined) this.#fail('Expected separator between values', this.#position);
    const isArrayOpen = character === '[';
    this.#open.push({ items: isArrayOpen ? [] : null, object: isArrayOpen ? null : {}, isEmpty: true, key: null });
  }

  #colon(): void {
    const top = this.#open.at(-1);
    if (this.#next === undefined) this.#fail("Expected string key before ':'", this.#position);
    if (top === undefined || top.object === null || top.key !== null)
      this.#fail("':' not as part of an object", this.#position);
    if (typeof this.#next !== 'string') this.#fail('Object keys must be strings', this.#position);
    top.key = this.#next;
    this.#keys++;
    this.#next = undefined;
  }

  #comma(): void {
    const top = this.#open.at(-1);
    if (this.#next === undefined) this.#fail("Expected value before ','", this.#position);
    if (top === undefined) this.#fail("',' not as part of an object or array", this.#position);
    this.#append(top, this.#next);
  }

  #append(top: Open, value: Value): void {
    if (top.items !== null) top.items.push(value);
    else if (top.object !== null && top.key !== null) putKey(top.object, top.key, value);
    else this.#fail('Objects must consist of key:value pairs', this.#position);
    if (top.key !== null) this.#keys--;
    top.isEmpty = false;
    top.key = null;
    this.#next = undefined;
  }

  #close(character: string): void {
    const top = this.#open.at(-1);
    const isMatch = top !== undefined && (character === ']' ? top.items !== null : top.object !== null);
    if (!isMatch) this.#fail(`Unmatched '${character}'`, this.#position);
    if (this.#next !== undefined) this.#append(top, this.#next);
    else if (top.key !== null) this.#fail(`Unmatched '${character}'`, this.#position);
    else if (!top.isEmpty) {
      this.#fail(
        character === ']' ? 'Expected another array element' : 'Expected another key-value pair',
        this.#position,
      );
    }
    this.#open.pop();
    this.#next = top.items ?? top.object ?? null;
  }
}

const constants: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['null', null],
  ['true', true],
  ['false', false],
]);
