import { fail } from '../failure.ts';
import { lastLineEndMark } from './regexProgram.ts';

/** A pattern in the words of the linear-time engine. */
export interface TranslatedPattern {
  readonly text: string;
  /** The name of each group, null for one without. */
  readonly names: readonly (string | null)[];
}

const letters = '\\p{L}\\p{M}';
const digits = '\\p{Nd}';
const space = '\\t\\n\\x0b\\f\\r \\x{85}\\p{Z}';
const word = `${letters}\\p{N}\\p{Pc}`;
const punctuation = '\\p{P}$+<=>^`|~';

/** What Oniguruma, jq's own engine, means by its escapes: Unicode where RE2 means ASCII. */
const classes: Readonly<Record<string, string>> = { d: digits, s: space, w: word };

/** The same for the classes that have names: `[[:alpha:]]`. */
const namedClasses: Readonly<Record<string, string>> = {
  alnum: `${letters}\\p{N}`,
  alpha: letters,
  blank: '\\p{Zs}\\t',
  digit: digits,
  lower: '\\p{Ll}',
  punct: punctuation,
  space,
  upper: '\\p{Lu}',
  word,
};

const lastLineEnd = `\\x{${lastLineEndMark.toString(16)}}`;

const escapes: Readonly<Record<string, string>> = {
  D: '\\P{Nd}',
  S: `[^${space}]`,
  W: `[^${word}]`,
  N: '[^\\n]',
  R: '(?:\\r\\n|[\\n\\x0b\\f\\r\\x{85}\\x{2028}\\x{2029}])',
  Z: lastLineEnd,
};

/** Letters that mean themselves behind a backslash, which the engine refuses there. */
const plainLetters = 'CEFHIJLMOTUVghijlmoquvy';

/** Constructs that need back-tracking, which a linear-time engine does without. */
const backtracking = /\(\?(?:[=!>~]|<[=!])|\\[1-9]|\\k<|[*+?}]\+|\(\?\(/;

/** Whether a pattern asks for what only a back-tracking engine has: look-around, back-references, atomic groups. */
export function needsBacktracking(source: string): boolean {
  return backtracking.test(source);
}

const groupName = /^\(\?P?<(?![=!])([^>]*)>/;
const namedClass = /^\[:(\^?)(\w+):\]/;
const plainName = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** Rewrites a pattern of jq for the linear-time engine; `isExtended` drops white space and comments outside classes. */
export function translatePattern(source: string, isExtended: boolean): TranslatedPattern {
  return new Translation(source, isExtended).run();
}

class Translation {
  readonly #source: string;
  readonly #isExtended: boolean;
  /** What `$` is: with look-behind or lines on, only the engine itself knows. */
  readonly #end: string;
  readonly #names: (string | null)[] = [];
  #at = 0;
  #text = '';

  constructor(source: string, isExtended: boolean) {
    this.#source = source;
    this.#isExtended = isExtended;
    this.#end = /\(\?(?:<[=!]|[a-z]*m)/.test(source) ? '$' : lastLineEnd;
  }

  run(): TranslatedPattern {
    while (this.#at < this.#source.length) this.#next();
    return { text: this.#text, names: this.#names };
  }

  #next(): void {
    const character = this.#source[this.#at] ?? '';
    if (character === '\\') this.#escape(false);
    else if (character === '[') this.#class();
    else if (character === '(') this.#group();
    else if (character === '$') this.#put(1, this.#end);
    else if (this.#isExtended && /\s/.test(character)) this.#at++;
    else if (this.#isExtended && character === '#') this.#comment();
    else this.#put(1, character);
  }

  /** Goes on behind `length` characters, in whose place `text` stands. */
  #put(length: number, text: string): void {
    this.#at += length;
    this.#text += text;
  }

  #escape(isInClass: boolean): void {
    const letter = this.#source[this.#at + 1] ?? '';
    const set = classes[letter];
    if (letter === 'Q' && !isInClass) this.#quotation();
    else if (set !== undefined) this.#put(2, isInClass ? set : `[${set}]`);
    else if (letter === 'e') this.#put(2, '\\x1b');
    else if (letter !== '' && plainLetters.includes(letter)) this.#put(2, letter);
    else this.#put(2, isInClass ? `\\${letter}` : (escapes[letter] ?? `\\${letter}`));
  }

  #quotation(): void {
    const end = this.#source.indexOf('\\E', this.#at);
    const length = (end < 0 ? this.#source.length : end + 2) - this.#at;
    this.#put(length, this.#source.slice(this.#at, this.#at + length));
  }

  #class(): void {
    this.#put(1, '[');
    if (this.#source[this.#at] === '^') this.#put(1, '^');
    if (this.#source[this.#at] === ']') this.#put(1, '\\]');
    while (this.#at < this.#source.length && this.#source[this.#at] !== ']') this.#classPart();
    this.#put(1, this.#at < this.#source.length ? ']' : '');
  }

  #classPart(): void {
    const named = namedClass.exec(this.#source.slice(this.#at, this.#at + 16));
    const set = named === null || named[1] !== '' ? undefined : namedClasses[named[2] ?? ''];
    if (set !== undefined) this.#put(named?.[0].length ?? 0, set);
    else if (named !== null) this.#put(named[0].length, named[0]);
    else if (this.#source[this.#at] === '\\') this.#escape(true);
    else this.#put(1, this.#source[this.#at] ?? '');
  }

  /** Names are kept here: the engine takes none twice. */
  #group(): void {
    const named = groupName.exec(this.#source.slice(this.#at));
    if (named !== null) {
      const [start, name = ''] = named;
      if (name === '') fail('Regex failure: group name is empty');
      if (!plainName.test(name)) fail((show) => `Regex failure: invalid group name <${show.raw(name)}>`);
      this.#names.push(name);
      this.#put(start.length, '(');
    } else {
      if (this.#source[this.#at + 1] !== '?') this.#names.push(null);
      this.#put(1, '(');
    }
  }

  #comment(): void {
    while (this.#at < this.#source.length && this.#source[this.#at] !== '\n') this.#at++;
  }
}
