import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { bytesToBase64 } from '../../base/base64.ts';
import { compactText } from './compactText.ts';
import { decodings } from './decodings.ts';
import { TextSearch } from './textSearch.ts';

/** Something to look for: what stands in the texts, and what stood there had it not been replaced. */
export interface Quarry {
  readonly text: string;
  readonly replaced: string | null;
}

/** How a value was found, by its index. */
export interface Sighting {
  readonly index: number;
  /** `plain`, `formatted` (other case or separators), `reversed`, `base64`, `uri+base64` …, `sha256` …, `part`. */
  readonly form: string;
}

/** Shortest compact form that is looked for inside longer texts; a shorter one has to stand alone. */
const shortest = 5;
/**
 * Characters in a row that are a part worth telling: one more than the last four that receipts show (PCI DSS 3.4.1) and
 * that the masking helpers of the house leave.
 */
const partLength = 5;
/** Characters of a value that are looked for: of a longer one its beginning says enough. */
const maxPattern = 200;
/** Most characters that one search looks through, what was decoded included; more is not looked at any more. */
const maxSearched = 12_000_000;
/** Longest text of which the words are looked at one by one. */
const maxWords = 1_000_000;
/** Most parts of one value: of a long token some are enough. */
const maxParts = 64;
/** Looks like a hash: hexadecimal of 16 bytes and more, or that in base64. */
const hashLike = /[0-9a-f]{32}|[A-Za-z0-9+/_-]{22}/i;

const hashes = [
  ['sha256', sha256],
  ['md5', md5],
  ['sha1', sha1],
  ['sha512', sha512],
] as const;

interface Pattern {
  readonly index: number;
  readonly form: 'whole' | 'reversed' | 'part';
}

/** Looks for values in texts: as they are, formatted otherwise, encoded, reversed, hashed, and in parts. */
export class CanarySearch {
  readonly #quarries: readonly Quarry[];
  readonly #patterns: Pattern[] = [];
  readonly #search: TextSearch;
  readonly #short: ReadonlyMap<string, number>;
  #searched = 0;
  #hashed: ReadonlyMap<string, Sighting> | null = null;

  constructor(quarries: readonly Quarry[]) {
    this.#quarries = quarries;
    const texts: string[] = [];
    const add = (text: string, pattern: Pattern) => {
      texts.push(text);
      this.#patterns.push(pattern);
    };
    const short = new Map<string, number>();
    for (const [index, { text, replaced }] of quarries.entries()) {
      const compact = compactText(text).slice(0, maxPattern);
      if (compact.length < shortest) {
        short.set(compact, index);
        continue;
      }
      for (const whole of [compact, ...otherDates(text)]) add(whole, { index, form: 'whole' });
      add([...compact].reverse().join(''), { index, form: 'reversed' });
      if (replaced !== null)
        for (const part of partsOf(compact, compactText(replaced))) add(part, { index, form: 'part' });
    }
    this.#short = short;
    this.#search = new TextSearch(texts);
  }

  /** Whether there was more to look through than is looked through. */
  get isExhausted(): boolean {
    return this.#searched > maxSearched;
  }

  /** Finds each value once, in its plainest form. */
  find(text: string): Sighting[] {
    if (this.isExhausted) return [];
    const found = new Map<number, string>();
    const note = (index: number, form: string) => {
      const known = found.get(index);
      if (known === undefined || known === 'part') found.set(index, form);
    };
    for (const view of decodings(text)) {
      this.#searched += view.text.length;
      const path = view.undone.toReversed().join('+');
      const compact = compactText(view.text);
      for (const id of this.#search.find(compact)) {
        const { index, form } = this.#patterns[id] ?? {};
        if (index !== undefined && form !== undefined) note(index, this.#named(form, path, view.text, index));
      }
      for (const word of [compact, ...wordsOf(view.text)]) {
        const index = this.#short.get(word);
        if (index !== undefined) note(index, path === '' ? 'plain' : path);
      }
      for (const digits of shownNumbers(view.text)) {
        const index = this.#short.get(digits);
        if (index !== undefined) note(index, path === '' ? 'formatted' : path);
      }
    }
    if (hashLike.test(text)) for (const { index, form } of this.#findHashes(text)) note(index, form);
    return [...found].map(([index, form]) => ({ index, form }));
  }

  #named(form: Pattern['form'], path: string, text: string, index: number): string {
    if (form === 'part') return 'part';
    if (path !== '') return path;
    if (form === 'reversed') return 'reversed';
    return text.includes(this.#quarries[index]?.text ?? '') ? 'plain' : 'formatted';
  }

  /** Hashes are made only once something looks like one. */
  #findHashes(text: string): Sighting[] {
    this.#hashed ??= hashesOf(this.#quarries);
    const words = text.match(/[0-9A-Za-z+/_-]{22,}/g) ?? [];
    return words.flatMap(
      (word) =>
        this.#hashed?.get(word.toLowerCase()) ?? this.#hashed?.get(word.replace(/-/g, '+').replace(/_/g, '/')) ?? [],
    );
  }
}

function wordsOf(text: string): string[] {
  return text.length > maxWords ? [] : text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
}

/** The digits of numbers that are shown with separators or a fraction: `3481` of `3,481.00`, `995` of `99.50`. */
function shownNumbers(text: string): string[] {
  if (text.length > maxWords) return [];
  const shown = text.match(/(?<!\d)(?:\d{1,3}(?:[.,' \u00a0\u2019\u202f]\d{3})+(?:[.,]\d+)?|\d+[.,]\d+)/g) ?? [];
  // A fraction of three digits may as well be thousands.
  return shown.map((number) =>
    compactText(number.replace(/[.,](?:\d{1,2}|\d{4,})$/, (part) => part.replace(/0+$/, ''))),
  );
}

/** The same day with its parts in another order. */
function otherDates(text: string): string[] {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return [];
  return [`${year}${month}${day}`, `${day}${month}${year}`, `${month}${day}${year}`];
}

/** Parts that the canary has and the value that it replaced has not. */
function partsOf(compact: string, replaced: string): string[] {
  const parts = new Set<string>();
  for (let at = 0; at + partLength <= compact.length && parts.size < maxParts; at++) {
    const part = compact.slice(at, at + partLength);
    if (!replaced.includes(part)) parts.add(part);
  }
  parts.delete(compact);
  return [...parts];
}

function hashesOf(quarries: readonly Quarry[]): ReadonlyMap<string, Sighting> {
  const found = new Map<string, Sighting>();
  for (const [index, { text }] of quarries.entries()) {
    for (const form of new Set([text, text.toLowerCase(), text.toUpperCase(), text.replace(/[^\p{L}\p{N}]/gu, '')])) {
      const bytes = new TextEncoder().encode(form);
      for (const [name, hash] of hashes) {
        const digest = hash(bytes);
        found.set(bytesToHex(digest), { index, form: name });
        found.set(bytesToBase64(digest).replace(/=+$/, ''), { index, form: name });
      }
    }
  }
  return found;
}
