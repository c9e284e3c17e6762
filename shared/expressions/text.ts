const surrogate = /[\ud800-\udfff]/;

/** Length in code points, which is what jq counts. */
export function codePointLength(text: string): number {
  if (!surrogate.test(text)) return text.length;
  let length = 0;
  for (let i = 0; i < text.length; i++, length++) if (isPairAt(text, i)) i++;
  return length;
}

function isPairAt(text: string, index: number): boolean {
  const high = text.charCodeAt(index);
  if (high < 0xd800 || high > 0xdbff) return false;
  const low = text.charCodeAt(index + 1);
  return low >= 0xdc00 && low <= 0xdfff;
}

/** The code points from `start` to before `end`. */
export function sliceCodePoints(text: string, start: number, end: number): string {
  if (!surrogate.test(text)) return text.slice(start, end);
  const from = unitOffset(text, 0, start);
  return text.slice(from, unitOffset(text, from, end - start));
}

/** The UTF-16 offset `count` code points after the offset `from`. */
function unitOffset(text: string, from: number, count: number): number {
  let offset = from;
  for (let i = 0; i < count && offset < text.length; i++) offset += isPairAt(text, offset) ? 2 : 1;
  return offset;
}

/** Translates UTF-16 offsets into code point offsets, from one to the next. */
export class CodePointCounter {
  readonly #text: string;
  readonly #isPlain: boolean;
  #unit = 0;
  #point = 0;

  constructor(text: string) {
    this.#text = text;
    this.#isPlain = !surrogate.test(text);
  }

  /** The code point offset of a UTF-16 offset. */
  at(unit: number): number {
    if (this.#isPlain) return unit;
    while (this.#unit > unit) {
      this.#unit -= this.#unit > 1 && isPairAt(this.#text, this.#unit - 2) ? 2 : 1;
      this.#point--;
    }
    while (this.#unit < unit) {
      this.#unit += isPairAt(this.#text, this.#unit) ? 2 : 1;
      this.#point++;
    }
    return this.#point;
  }
}

/** Whether a text is nothing but ASCII. */
export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

/** Length in bytes of UTF-8. */
export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of UTF-8 bytes. What is none becomes U+FFFD, one for each stretch that jq takes for a character (`jvp_utf8_next` of jq 1.8). */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return decodeBroken(bytes);
  }
}

function decodeBroken(bytes: Uint8Array): string {
  const characters: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { code, length } = characterAt(bytes, at);
    characters.push(code === null ? '\ufffd' : String.fromCodePoint(code));
    at += length;
  }
  return characters.join('');
}

/** The lowest code points that need 1, 2, 3 and 4 bytes. */
const lowest = [0, 0x80, 0x800, 0x10000];

/** The character at an offset, null where it is none, and how many bytes it takes: too few at the end are one. */
function characterAt(bytes: Uint8Array, at: number): { code: number | null; length: number } {
  const first = bytes[at] ?? 0;
  const length = lengthOf(first);
  if (length === 0) return { code: null, length: 1 };
  if (at + length > bytes.length) return { code: null, length: bytes.length - at };
  let code = length === 1 ? first : first & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i] ?? 0;
    if ((next & 0xc0) !== 0x80) return { code: null, length: i };
    code = (code << 6) | (next & 0x3f);
  }
  const isNone = code < (lowest[length - 1] ?? 0) || (code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff;
  return { code: isNone ? null : code, length };
}

/** Bytes of a character by its first one; 0 where none begins so. */
function lengthOf(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}
