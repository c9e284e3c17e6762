/** A part of a regular expression, as far as its shape decides how long a back-tracking engine takes. */
interface Part {
  /** The characters that a single-character part matches: a bit for each of ASCII, and one for all others; null for the rest. */
  readonly characters: bigint | null;
  /** The alternatives of a group, each a sequence; null for what is none. */
  readonly alternatives: readonly (readonly Part[])[] | null;
  readonly isOptional: boolean;
  /** Whether it repeats without an end that matters. */
  readonly isRepeated: boolean;
}

/** Longest pattern that is looked at, in UTF-16 units, and deepest nesting of groups. */
const maxLength = 1_000;
const maxDepth = 20;
/** A bounded repetition from this on is as bad as one without an end. */
const manyTimes = 20;

/**
 * Whether a pattern repeats something in more ways than one, such as `(a+)+` or `(\w|\d)*`: an engine that tracks back
 * then takes time exponential in the text. Looks at the shape alone, in time bounded by the pattern's length.
 */
export function isAmbiguous(source: string): boolean {
  if (source.length > maxLength || !/[*+{]/.test(source)) return false;
  const alternatives = new Reader(source).pattern();
  return alternatives?.some((sequence) => sequence.some(hasAmbiguity)) ?? false;
}

function hasAmbiguity(part: Part): boolean {
  const { alternatives } = part;
  if (alternatives === null) return false;
  if (part.isRepeated && (innerSets(alternatives).size > 0 || overlaps(alternatives))) return true;
  return alternatives.some((sequence) => sequence.some(hasAmbiguity));
}

/** Sets of characters over which a body may repeat by itself, when nothing else in it has to match another one. */
function innerSets(alternatives: readonly (readonly Part[])[]): ReadonlySet<bigint> {
  const found = new Set<bigint>();
  for (const sequence of alternatives) {
    for (const part of sequence) {
      for (const set of setsOf(part)) {
        if (sequence.every((other) => other === part || fits(other, set))) found.add(set);
      }
    }
  }
  return found;
}

function setsOf(part: Part): Iterable<bigint> {
  if (part.characters !== null) return part.isRepeated ? [part.characters] : [];
  return part.alternatives === null ? [] : innerSets(part.alternatives);
}

/** Whether a part can match a text that has characters of the set alone. */
function fits(part: Part, set: bigint): boolean {
  if (part.isOptional) return true;
  if (part.characters !== null) return (part.characters & set) !== 0n;
  return part.alternatives?.some((sequence) => sequence.every((inner) => fits(inner, set))) ?? false;
}

/** Whether two alternatives are single characters and have one in common. */
function overlaps(alternatives: readonly (readonly Part[])[]): boolean {
  let seen = 0n;
  for (const [part, ...rest] of alternatives) {
    if (part === undefined || rest.length > 0 || part.characters === null) continue;
    if ((part.characters & seen) !== 0n) return true;
    seen |= part.characters;
  }
  return false;
}

const all = (1n << 129n) - 1n;
const digits = span(48, 57);
const word = digits | span(65, 90) | span(97, 122) | bit(95) | bit(128);
const blank = span(9, 13) | bit(32) | bit(128);
const escapes: Readonly<Record<string, bigint>> = {
  d: digits,
  w: word,
  s: blank,
  h: digits | span(65, 70) | span(97, 102),
  D: all & ~digits,
  W: (all & ~word) | bit(128),
  S: (all & ~blank) | bit(128),
  n: bit(10),
  r: bit(13),
  t: bit(9),
  p: word,
  P: all,
};

function bit(code: number): bigint {
  return 1n << BigInt(Math.min(code, 128));
}

function span(from: number, to: number): bigint {
  let set = 0n;
  for (let code = from; code <= Math.min(to, 128); code += 1) set |= bit(code);
  return set;
}

/** What matches a place and no character: nothing is said about what surrounds it. */
const place: Part = { characters: null, alternatives: null, isOptional: false, isRepeated: false };

class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** The alternatives of the whole; null where it cannot be read. */
  pattern(): readonly (readonly Part[])[] | null {
    const read = this.#alternatives(0);
    return this.#at < this.#source.length ? null : read;
  }

  #alternatives(depth: number): readonly (readonly Part[])[] | null {
    if (depth > maxDepth) return null;
    const found: Part[][] = [[]];
    while (this.#at < this.#source.length && this.#source[this.#at] !== ')') {
      if (this.#source[this.#at] === '|') {
        this.#at += 1;
        found.push([]);
        continue;
      }
      const part = this.#part(depth);
      if (part === null) return null;
      found.at(-1)?.push(this.#quantified(part));
    }
    return found;
  }

  #part(depth: number): Part | null {
    const character = this.#source[this.#at] ?? '';
    this.#at += 1;
    if (character === '(') return this.#group(depth);
    if (character === '[') return single(this.#class());
    if (character === '\\') return this.#escape();
    if (character === '^' || character === '$') return place;
    return single(character === '.' ? all & ~bit(10) : bit(character.charCodeAt(0)));
  }

  #group(depth: number): Part | null {
    const kind = /^\?(?:[=!>~]|<[=!]|P?<[^>]*>|'[^']*'|[a-zA-Z-]*:)/.exec(this.#source.slice(this.#at, this.#at + 100));
    if (kind === null && this.#source[this.#at] === '?') return null;
    this.#at += kind?.[0].length ?? 0;
    const alternatives = this.#alternatives(depth + 1);
    if (alternatives === null || this.#source[this.#at] !== ')') return null;
    this.#at += 1;
    // Look-around matches no character, and an atomic group is not entered again.
    if (/^\?(?:[=!>~]|<[=!])/.test(kind?.[0] ?? '')) return place;
    const isOptional = alternatives.some((sequence) => sequence.every((part) => part.isOptional));
    return { characters: null, alternatives, isOptional, isRepeated: false };
  }

  /** Null where the pattern ends behind the backslash: no engine reads that. */
  #escape(): Part | null {
    const letter = this.#source[this.#at];
    if (letter === undefined) return null;
    this.#at += 1;
    if (letter === 'p' || letter === 'P') this.#at += /^\{[^}]*\}/.exec(this.#source.slice(this.#at))?.[0].length ?? 0;
    if (/[bBAzZGK1-9]/.test(letter)) return place;
    return single((Object.hasOwn(escapes, letter) ? escapes[letter] : undefined) ?? bit(letter.charCodeAt(0)));
  }

  #class(): bigint {
    const isNegated = this.#source[this.#at] === '^';
    if (isNegated) this.#at += 1;
    let set = 0n;
    for (let isFirst = true; this.#at < this.#source.length; isFirst = false) {
      const character = this.#source[this.#at] ?? '';
      if (character === ']' && !isFirst) break;
      set |= this.#classPart(character);
    }
    this.#at += 1;
    return isNegated ? (all & ~set) | bit(128) : set;
  }

  #classPart(character: string): bigint {
    const named = character === '[' ? /^\[:\^?[a-z]+:\]/.exec(this.#source.slice(this.#at, this.#at + 20)) : null;
    if (named !== null) {
      this.#at += named[0].length;
      return word;
    }
    this.#at += 1;
    if (character === '\\') return this.#escape()?.characters ?? 0n;
    const end = this.#source[this.#at + 1];
    if (this.#source[this.#at] !== '-' || end === undefined || end === ']' || end === '\\') {
      return bit(character.charCodeAt(0));
    }
    this.#at += 2;
    return span(character.charCodeAt(0), end.charCodeAt(0));
  }

  #quantified(part: Part): Part {
    const match = /^(?:[*+?]|\{(\d*)(,?)(\d*)\})/.exec(this.#source.slice(this.#at, this.#at + 30));
    if (match === null || match[0] === '{}') return part;
    this.#at += match[0].length;
    const [sign = '', least = '', comma = '', most = ''] = match;
    const next = this.#source[this.#at];
    if (next === '?' || next === '+') this.#at += 1;
    const isOptional = part.isOptional || sign === '*' || sign === '?' || Number(least || sign === '+') === 0;
    const times = comma === '' ? Number(least) : most === '' ? manyTimes : Number(most);
    const isMany = sign === '*' || sign === '+' || (sign !== '?' && times >= manyTimes && comma !== '');
    // A possessive repetition is not entered again.
    return { ...part, isOptional, isRepeated: isMany && next !== '+' };
  }
}

function single(characters: bigint): Part {
  return { characters, alternatives: null, isOptional: false, isRepeated: false };
}
