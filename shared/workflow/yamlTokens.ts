import { type CST, Lexer, Parser } from 'yaml';
import type { Comment } from './document.ts';
import { depthError, escapesError, maxDepth, maxNodes, maxProblems, nodesError } from './documentLimits.ts';

/** Precedes the text of a scalar among the lexemes, so that a scalar is never taken for a comment. */
const scalarMark = '\u001f';

/** An escape of a text in double quotes (YAML 1.2, section 5.7); the group is absent where there is no such escape. */
const escapePattern =
  /\\(?:([0abtnvfre "/\\N_LP\t\r\n]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U000[0-9a-fA-F]{5}|U0010[0-9a-fA-F]{4})|[\s\S])/g;

/** A `key: value` on a line of its own is eight lexemes; more than this takes seconds to compose. */
const maxLexemes = 4 * maxNodes;

/** The concrete syntax of a text. */
export interface YamlTokens {
  readonly tokens: readonly CST.Token[];
  readonly comments: readonly Comment[];
  /** How many pieces the text was cut into. */
  readonly lexemes: number;
}

/** Reads the concrete syntax, bounded in depth and number while it is built: composing it is recursive. */
export function tokenize(text: string, deepest = maxDepth): YamlTokens {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const comments: Comment[] = [];
  let previous = '';
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1;
    if (lexemes > maxLexemes) throw nodesError();
    if (lexeme.startsWith('"') && previous !== scalarMark) checkEscapes(lexeme);
    else if (previous !== scalarMark && lexeme.startsWith('#')) {
      const range = { start: parser.offset, end: parser.offset + lexeme.length };
      comments.push({ text: lexeme.slice(1).trim(), range });
    }
    for (const token of parser.next(lexeme)) tokens.push(token);
    // The document and the scalar that is being read are on the stack too.
    if (parser.stack.length > deepest + 2) throw depthError();
    previous = lexeme;
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, comments, lexemes };
}

/** Every bad escape becomes an error object in the parser: a text of millions of them takes minutes and gigabytes. */
function checkEscapes(lexeme: string): void {
  let wrong = 0;
  for (const [, right] of lexeme.matchAll(escapePattern)) {
    if (right === undefined) wrong += 1;
    if (wrong > maxProblems) throw escapesError();
  }
}
