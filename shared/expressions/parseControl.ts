import { parsePatterns } from './parsePattern.ts';
import { type Parser, power } from './parser.ts';
import { parseTerm } from './parseTerm.ts';
import type { Expression } from './syntax.ts';

/** Reads `if … then … elif … then … else … end`; the current token is `if` or `elif`. */
export function parseConditional(parser: Parser): Expression {
  const { tokens } = parser;
  const { start } = tokens.advance().range;
  if (!tokens.enter()) {
    tokens.leave();
    return tokens.missing();
  }
  const condition = parser.parseQuery();
  tokens.expect('then');
  const then = parser.parseQuery();
  const otherwise = parseElse(parser);
  tokens.leave();
  return { kind: 'if', condition, then, otherwise, range: { start, end: tokens.end } };
}

function parseElse(parser: Parser): Expression | null {
  const { tokens } = parser;
  if (tokens.at('elif')) return parseConditional(parser);
  const otherwise = tokens.accept('else') ? parser.parseQuery() : null;
  tokens.expect('end');
  return otherwise;
}

/** Reads `try body` or `try body catch handler`. */
export function parseTry(parser: Parser): Expression {
  const { tokens } = parser;
  const { start } = tokens.advance().range;
  if (!tokens.enter()) {
    tokens.leave();
    return tokens.missing();
  }
  const body = parseTerm(parser);
  const handler = tokens.accept('catch') ? parseTerm(parser) : null;
  tokens.leave();
  return { kind: 'try', body, handler, range: { start, end: tokens.end } };
}

/** Reads `reduce` or `foreach`. */
export function parseFold(parser: Parser): Expression {
  const { tokens } = parser;
  const word = tokens.advance();
  const { start: from } = word.range;
  const source = parser.parseQuery(power.alternative);
  tokens.expect('as');
  const patterns = parsePatterns(parser);
  tokens.expect('(');
  const start = parser.parseQuery();
  tokens.expect(';');
  const update = parser.parseQuery();
  if (word.text === 'reduce') {
    tokens.expect(')');
    return { kind: 'reduce', source, patterns, start, update, range: { start: from, end: tokens.end } };
  }
  const extract = tokens.accept(';') ? parser.parseQuery() : null;
  tokens.expect(')');
  return { kind: 'foreach', source, patterns, start, update, extract, range: { start: from, end: tokens.end } };
}
