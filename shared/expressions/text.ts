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

/** Translates UTF-16 offsets that only grow into code point offsets. */
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
    if (unit < this.#unit) {
      this.#unit = 0;
      this.#point = 0;
    }
    while (this.#unit < unit) {
      this.#unit += isPairAt(this.#text, this.#unit) ? 2 : 1;
      this.#point++;
    }
    return this.#point;
  }
}

/** Length in bytes of UTF-8. */
export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
