import { checkConstantKey } from './parsePattern.ts';
import { type Parser, power } from './parser.ts';
import { parseStringLiteral } from './parseTerm.ts';
import type { Expression, ObjectEntry } from './syntax.ts';

/** Reads `{…}`. */
export function parseObject(parser: Parser): Expression {
  const { tokens } = parser;
  const { start } = tokens.advance().range;
  const entries: ObjectEntry[] = [];
  while (!tokens.at('}') && tokens.current.kind !== 'end') {
    const before = tokens.current;
    entries.push(parseEntry(parser));
    if (tokens.accept(',')) continue;
    if (tokens.at('}') || tokens.current === before) break;
    tokens.unexpected("expected ',' or '}'");
    break;
  }
  tokens.expect('}');
  return { kind: 'object', entries, range: { start, end: tokens.end } };
}

function parseEntry(parser: Parser): ObjectEntry {
  const { tokens } = parser;
  const { kind, text, range } = tokens.current;
  switch (kind) {
    case 'variable': {
      tokens.advance();
      const variable: Expression = { kind: 'variable', name: text, range };
      if (tokens.accept(':')) return { key: variable, value: parseValue(parser) };
      return { key: { kind: 'literal', value: text, range }, value: variable };
    }
    case 'identifier':
    case 'keyword': {
      tokens.advance();
      const key: Expression = { kind: 'literal', value: text, range };
      return { key, value: tokens.accept(':') ? parseValue(parser) : null };
    }
    case 'quote':
    case 'format': {
      const key = parseStringLiteral(parser);
      return { key, value: tokens.accept(':') ? parseValue(parser) : null };
    }
    default:
      return parseComputedEntry(parser);
  }
}

function parseComputedEntry(parser: Parser): ObjectEntry {
  const { tokens } = parser;
  if (!tokens.accept('(')) {
    tokens.unexpected('object keys other than names and strings need parentheses');
    return { key: tokens.missing(), value: null };
  }
  const key = parser.parseQuery();
  tokens.expect(')');
  checkConstantKey(parser, key);
  tokens.expect(':');
  return { key, value: parseValue(parser) };
}

function parseValue(parser: Parser): Expression {
  let value = parser.parseQuery(power.alternative);
  let levels = 0;
  while (parser.tokens.accept('|')) {
    levels++;
    if (!parser.tokens.enter()) break;
    const right = parser.parseQuery(power.alternative);
    value = { kind: 'pipe', left: value, right, range: { start: value.range.start, end: right.range.end } };
  }
  parser.tokens.leave(levels);
  return value;
}
