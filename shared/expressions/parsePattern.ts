import type { Parser } from './parser.ts';
import { parseStringLiteral } from './parseTerm.ts';
import type { Expression, Pattern, PatternEntry } from './syntax.ts';

/** Reads the patterns of `as`, with their `?//` alternatives. */
export function parsePatterns(parser: Parser): Pattern[] {
  const patterns = [parsePattern(parser)];
  while (parser.tokens.accept('?//')) patterns.push(parsePattern(parser));
  return patterns;
}

function parsePattern(parser: Parser): Pattern {
  const { tokens } = parser;
  const { start } = tokens.current.range;
  if (!tokens.enter()) {
    tokens.leave();
    return { kind: 'array', items: [], range: { start, end: start } };
  }
  const pattern = parsePatternBody(parser, start);
  tokens.leave();
  return pattern;
}

function parsePatternBody(parser: Parser, start: number): Pattern {
  const { tokens } = parser;
  if (tokens.accept('[')) {
    const items = [parsePattern(parser)];
    while (tokens.accept(',')) items.push(parsePattern(parser));
    tokens.expect(']');
    return { kind: 'array', items, range: { start, end: tokens.end } };
  }
  if (tokens.accept('{')) {
    const entries = [parseEntry(parser)];
    while (tokens.accept(',')) entries.push(parseEntry(parser));
    tokens.expect('}');
    return { kind: 'object', entries, range: { start, end: tokens.end } };
  }
  const name = parser.parseVariableName();
  return { kind: 'variable', name, range: { start, end: tokens.end } };
}

function parseEntry(parser: Parser): PatternEntry {
  const { tokens } = parser;
  const { kind, text, range } = tokens.current;
  if (kind === 'variable') {
    tokens.advance();
    const key: Expression = { kind: 'literal', value: text, range };
    const value = tokens.accept(':') ? parsePattern(parser) : null;
    return { key, variable: { name: text, range }, value };
  }
  const key = parseKey(parser);
  tokens.expect(':');
  return { key, variable: null, value: parsePattern(parser) };
}

function parseKey(parser: Parser): Expression {
  const { tokens } = parser;
  const { kind, text, range } = tokens.current;
  if (kind === 'identifier' || kind === 'keyword') {
    tokens.advance();
    return { kind: 'literal', value: text, range };
  }
  if (kind === 'quote' || kind === 'format') return parseStringLiteral(parser);
  if (tokens.accept('(')) {
    const key = parser.parseQuery();
    tokens.expect(')');
    checkConstantKey(parser, key);
    return key;
  }
  tokens.unexpected('expected a key or a variable');
  return tokens.missing();
}

/** Notes a literal key that is no string. */
export function checkConstantKey(parser: Parser, key: Expression): void {
  if (key.kind !== 'literal' || typeof key.value === 'string') return;
  parser.tokens.problem(`Cannot use ${String(key.value)} as an object key; keys are strings.`, key.range);
}
