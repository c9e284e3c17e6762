import type { Comment, Range, SyntaxProblem } from '../document.ts';
import { maxDepth, maxNodes, maxProblems } from '../documentLimits.ts';

/** Thrown by the readers of plain YAML to unwind, where a text holds anything that is left to `yaml`. */
export class NotPlain extends Error {}

/** Codes of the characters that mean something to YAML. */
export const tab = 0x09;
export const lineFeed = 0x0a;
export const carriageReturn = 0x0d;
export const space = 0x20;
export const doubleQuote = 0x22;
export const hash = 0x23;
export const singleQuote = 0x27;
export const plus = 0x2b;
export const comma = 0x2c;
export const dash = 0x2d;
export const colon = 0x3a;
export const greaterThan = 0x3e;
export const questionMark = 0x3f;
export const openBracket = 0x5b;
export const backslash = 0x5c;
export const closeBracket = 0x5d;
export const openBrace = 0x7b;
export const bar = 0x7c;
export const closeBrace = 0x7d;

/** Whether a character separates; so does the end of the text, which is no number. */
export function isBlank(code: number): boolean {
  return code === space || code === lineFeed || code === carriageReturn || code === tab || Number.isNaN(code);
}

/** Deepest nesting that is read here, well inside of what is read at all. */
const maxPlainDepth = maxDepth / 2;

/** Where reading begins inside of a tree: how many maps and lists are around, and how many values and problems there are already. */
export interface InnerStart {
  readonly offset: number;
  readonly column: number;
  readonly depth: number;
  readonly nodes: number;
  readonly problems: number;
}

/** A place in a text that is read as plain YAML, and what was met on the way. */
export class PlainCursor {
  readonly text: string;
  readonly comments: Comment[] = [];
  readonly problems: SyntaxProblem[] = [];
  offset: number;
  /** Characters before `offset` on its line, where a block may begin there; -1 behind the last text. */
  column: number;
  /** Values that were read so far. */
  nodes: number;
  #depth: number;
  #problemsLeft: number;
  readonly #isInner: boolean;

  constructor(text: string, inner?: InnerStart) {
    this.text = text;
    this.offset = inner?.offset ?? 0;
    this.column = inner?.column ?? -1;
    this.nodes = inner?.nodes ?? 0;
    this.#depth = inner?.depth ?? 0;
    this.#problemsLeft = maxProblems - (inner?.problems ?? 0);
    this.#isInner = inner !== undefined;
  }

  /** The character here; no number at the end of the text. */
  get code(): number {
    return this.text.charCodeAt(this.offset);
  }

  /** A part of the text. For a tree that was there before it is a copy: a slice would keep the text of each edit in memory. */
  slice(start: number, end: number): string {
    const part = this.text.slice(start, end);
    if (!this.#isInner) return part;
    const copy: unknown = JSON.parse(JSON.stringify(part));
    return typeof copy === 'string' ? copy : part;
  }

  /** Whether an indicator (`-`, `?`, `:`) stands here by itself. */
  isIndicator(code: number): boolean {
    return this.code === code && isBlank(this.text.charCodeAt(this.offset + 1));
  }

  /** Whether nothing but a comment is left of the line; one that is not behind a blank is text. */
  isAtLineEnd(): boolean {
    const { code } = this;
    return code === lineFeed || code === carriageReturn || code === hash || Number.isNaN(code);
  }

  /** Goes behind spaces. */
  skipSpaces(): void {
    while (this.code === space) this.offset += 1;
  }

  /** Counts a value. */
  countNode(): void {
    this.nodes += 1;
    if (this.nodes > maxNodes) throw new NotPlain();
  }

  /** Notes a mistake. */
  report(message: string, range: Range): void {
    this.#problemsLeft -= 1;
    if (this.#problemsLeft < 0) throw new NotPlain();
    // A range of its own: those of the tree move by themselves.
    this.problems.push({ message, range: { ...range } });
  }

  /** Goes into a map or list. */
  enter(): void {
    this.#depth += 1;
    if (this.#depth > maxPlainDepth) throw new NotPlain();
  }

  /** Comes out of a map or list. */
  leave(): void {
    this.#depth -= 1;
  }

  /** Goes on to the text that begins the next line that has any; here only blanks and a comment may be left. */
  nextLine(): void {
    const { text } = this;
    let at = this.offset;
    let line = at === 0 || text.charCodeAt(at - 1) === lineFeed ? at : -1;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === lineFeed) line = at + 1;
      else if (code === hash && isBlank(text.charCodeAt(at - 1))) at = this.#comment(at) - 1;
      else if (code !== space && code !== carriageReturn && (code !== tab || line >= 0)) {
        if (code === tab || line < 0) throw new NotPlain();
        this.offset = at;
        this.column = at - line;
        return;
      }
    }
    this.offset = at;
    this.column = -1;
  }

  /** Goes behind the line's end; here only blanks and a comment may be left. */
  endLine(): void {
    while (this.code === space || this.code === tab || this.code === carriageReturn) this.offset += 1;
    if (this.code === hash && isBlank(this.text.charCodeAt(this.offset - 1))) this.offset = this.#comment(this.offset);
    if (this.code === lineFeed) this.offset += 1;
    else if (this.offset < this.text.length) throw new NotPlain();
  }

  /** Keeps the comment that begins at an offset; the answer is where its line ends. */
  #comment(start: number): number {
    const { text } = this;
    const found = text.indexOf('\n', start);
    const lineEnd = found < 0 ? text.length : found;
    const end = text.charCodeAt(lineEnd - 1) === carriageReturn ? lineEnd - 1 : lineEnd;
    this.comments.push({ text: this.slice(start + 1, end).trim(), range: { start, end } });
    return lineEnd;
  }
}
