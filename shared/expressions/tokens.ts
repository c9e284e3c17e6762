import type { Range } from '../workflow/document.ts';
import { Lexer, type Token } from './lexer.ts';
import { readString, type StringStretch } from './readString.ts';
import type { ErrorNode, ExpressionProblem } from './syntax.ts';

/** Nesting and length of chains beyond which an expression is refused: every later stage walks the tree recursively. */
const maxNesting = 400;

/** Problems kept of one text; the first ones say it all. */
const maxProblems = 20;

/** The tokens of an expression with one token of lookahead, and the problems found so far. */
export class Tokens {
  readonly problems: ExpressionProblem[] = [];
  readonly #lexer: Lexer;
  #current: Token;
  #end = 0;
  #nesting = 0;

  constructor(source: string) {
    this.#lexer = new Lexer(source);
    this.#current = this.#lexer.next();
  }

  /** The token to read next. */
  get current(): Token {
    return this.#current;
  }

  /** Whether everything was read. */
  get atEnd(): boolean {
    return this.#current.kind === 'end';
  }

  /** Whether a string literal begins here. */
  get atQuote(): boolean {
    return this.#current.kind === 'quote';
  }

  /** Where the last token that was read ends. */
  get end(): number {
    return this.#end;
  }

  /** Reads the current token. */
  advance(): Token {
    const token = this.#current;
    this.#end = token.range.end;
    this.#current = this.#lexer.next();
    return token;
  }

  /** Whether the current token is the symbol or keyword `text`. */
  at(text: string): boolean {
    const { kind } = this.#current;
    return (kind === 'symbol' || kind === 'keyword') && this.#current.text === text;
  }

  /** Reads the symbol or keyword `text` if it is next. */
  accept(text: string): boolean {
    if (!this.at(text)) return false;
    this.advance();
    return true;
  }

  /** Reads `text` or notes its absence; the parser goes on either way. */
  expect(text: string): boolean {
    if (this.accept(text)) return true;
    this.unexpected(`expected '${text}'`);
    return false;
  }

  /** Reads `?//` behind a term as `?` and `//`: only behind a pattern it is one token. */
  splitOptional(): void {
    const { start } = this.#current.range;
    this.problem("Put a space between '?' and '//': together they separate the patterns of 'as'.", this.#current.range);
    this.#current = { kind: 'symbol', text: '?', range: { start, end: start + 1 } };
    this.#lexer.position = start + 1;
  }

  /** Reads one stretch of a string literal, which starts at `from`. */
  readString(from: number): StringStretch {
    const stretch = readString(this.#lexer.source, from);
    for (const range of stretch.badEscapes) this.problem('Invalid escape in a string literal.', range);
    this.#lexer.position = stretch.end;
    this.#end = stretch.end;
    if (stretch.endedBy === 'nothing') {
      this.problem('The string literal is not closed; add a closing quote.', { start: from - 1, end: stretch.end });
    }
    this.#current = this.#lexer.next();
    return stretch;
  }

  /** Notes a problem; a second one at the same place is a consequence of the first and left out. */
  problem(message: string, range: Range): void {
    if (this.problems.length >= maxProblems) return;
    if (this.problems.some((problem) => problem.range.start === range.start)) return;
    this.problems.push({ message, range });
  }

  /** Notes that the current token does not belong here. */
  unexpected(hint: string): void {
    const token = this.#current;
    const what =
      token.kind === 'end'
        ? 'end of the expression'
        : `'${this.#lexer.source.slice(token.range.start, token.range.end)}'`;
    this.problem(`Syntax error: unexpected ${what}, ${hint}.`, token.range);
  }

  /** An error node where something is missing. Reads nothing. */
  missing(): ErrorNode {
    return { kind: 'error', range: { start: this.#end, end: this.#current.range.start } };
  }

  /** Goes one level deeper. False, with a problem, where the expression is nested too deeply. */
  enter(): boolean {
    this.#nesting++;
    if (this.#nesting <= maxNesting) return true;
    this.problem('The expression is nested too deeply; split it up with def or variables.', this.#current.range);
    while (this.#current.kind !== 'end') this.advance();
    return false;
  }

  /** Comes back up `levels` levels. */
  leave(levels = 1): void {
    this.#nesting -= levels;
  }
}
