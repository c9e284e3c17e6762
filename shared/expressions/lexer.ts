import type { Range } from '../workflow/document.ts';

/** What a token is; operators, brackets and keywords are their own kind. */
export type TokenKind =
  | 'end'
  | 'number'
  | 'identifier'
  | 'keyword'
  | 'field'
  | 'variable'
  | 'format'
  | 'quote'
  | 'symbol'
  | 'invalid';

/** One token. `text` is its text without marks: `.name` has `name`, `$name` has `name`. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly range: Range;
}

/** Words that cannot name a function. */
export const keywords: ReadonlySet<string> = new Set([
  'as',
  'def',
  'module',
  'import',
  'include',
  'if',
  'then',
  'else',
  'elif',
  'end',
  'reduce',
  'foreach',
  'and',
  'or',
  'try',
  'catch',
  'label',
  'break',
]);

const symbols = ['?//=', '?//', '//=', '!=', '==', '|=', '+=', '-=', '*=', '/=', '%=', '<=', '>=', '//', '..'];
const singles = new Set('.?=;,:|+-*/%$<>()[]{}');

/** A comment goes on behind a line break that has a backslash before it. */
const blank = /(?:[ \t\r\n\f\v\ufeff]+|#(?:\\(?:\r\n|[\s\S]|$)|[^\n\\])*)+/y;
const word = /(?:[A-Za-z_][A-Za-z_0-9]*::)*[A-Za-z_][A-Za-z_0-9]*/y;
const plainWord = /[A-Za-z_][A-Za-z_0-9]*/y;
const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;

/** Cuts an expression into tokens, one at a time: the parser says where a string's text begins and ends. */
export class Lexer {
  readonly source: string;
  position = 0;

  constructor(source: string) {
    this.source = source;
  }

  /** The token at the position, which moves behind it. */
  next(): Token {
    this.#match(blank);
    const start = this.position;
    const character = this.source[start];
    if (character === undefined) return this.#token('end', '', start);
    if (character === '"') return this.#take('quote', 1, start);
    const numeric = this.#match(number);
    if (numeric !== null) return this.#token('number', numeric, start);
    if (character === '.') return this.#field(start);
    if (character === '$') return this.#variable(start);
    if (character === '@') return this.#format(start);
    const name = this.#match(word);
    if (name !== null) return this.#token(keywords.has(name) ? 'keyword' : 'identifier', name, start);
    return this.#symbol(start);
  }

  #field(start: number): Token {
    this.position = start + 1;
    const name = this.#match(plainWord);
    if (name !== null) return this.#token('field', name, start);
    return this.#symbol(start);
  }

  #variable(start: number): Token {
    this.position = start + 1;
    const name = this.#match(word);
    if (name !== null) return this.#token('variable', name, start);
    return this.#take('symbol', 1, start);
  }

  #format(start: number): Token {
    this.position = start + 1;
    const name = this.#match(plainWord);
    return name === null ? this.#take('invalid', 1, start) : this.#token('format', name, start);
  }

  #symbol(start: number): Token {
    const long = symbols.find((symbol) => this.source.startsWith(symbol, start));
    if (long !== undefined && long !== '?//=') return this.#take('symbol', long.length, start);
    if (long === '?//=') return this.#take('symbol', 1, start);
    const character = this.source[start] ?? '';
    if (singles.has(character)) return this.#take('symbol', 1, start);
    return this.#take('invalid', (this.source.codePointAt(start) ?? 0) > 0xffff ? 2 : 1, start);
  }

  #take(kind: TokenKind, length: number, start: number): Token {
    this.position = start + length;
    return this.#token(kind, this.source.slice(start, this.position), start);
  }

  #token(kind: TokenKind, text: string, start: number): Token {
    return { kind, text, range: { start, end: this.position } };
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.source);
    if (match === null) return null;
    this.position = pattern.lastIndex;
    return match[0];
  }
}
