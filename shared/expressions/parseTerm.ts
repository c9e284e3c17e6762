import type { Range } from '../workflow/document.ts';
import { parseNumber } from './decimal.ts';
import type { Token } from './lexer.ts';
import { parseConditional, parseFold, parseTry } from './parseControl.ts';
import { parseObject } from './parseObject.ts';
import type { Parser } from './parser.ts';
import type { Expression } from './syntax.ts';

/** Reads a term: a primary expression with its suffixes. */
export function parseTerm(parser: Parser): Expression {
  const { tokens } = parser;
  if (tokens.at('-')) return parseNegation(parser);
  const isBare = !tokens.at('(');
  let term = parsePrimary(parser);
  let levels = 0;
  for (;;) {
    const next = parseSuffix(parser, term, isBare || levels > 0);
    if (next === null) break;
    term = next;
    levels++;
    if (!tokens.enter()) break;
  }
  tokens.leave(levels);
  return term;
}

function parseNegation(parser: Parser): Expression {
  const { tokens } = parser;
  const { start } = tokens.advance().range;
  const deepEnough = tokens.enter();
  const operand = deepEnough ? parseTerm(parser) : tokens.missing();
  tokens.leave();
  return { kind: 'negate', operand, range: { start, end: operand.range.end } };
}

function parseSuffix(parser: Parser, target: Expression, isBare: boolean): Expression | null {
  const { tokens } = parser;
  const { current } = tokens;
  const { start } = target.range;
  if (current.kind === 'field') {
    tokens.advance();
    return fieldNode(target, start, current);
  }
  if (tokens.at('?//')) tokens.splitOptional();
  if (tokens.accept('?')) return optional(target, isBare, { start, end: tokens.end });
  if (tokens.accept('[')) return parseBracket(parser, target, start);
  if (!tokens.at('.')) return null;
  tokens.advance();
  return parseAfterDot(parser, target, start);
}

/** `?` behind a step makes that step optional; behind anything else, or a second one, it is a try. */
function optional(target: Expression, isBare: boolean, range: Range): Expression {
  switch (target.kind) {
    case 'field':
    case 'index':
    case 'slice':
    case 'iterate':
      if (isBare && !target.isOptional) return { ...target, isOptional: true, range };
  }
  return { kind: 'try', body: target, handler: null, range };
}

function parseAfterDot(parser: Parser, target: Expression, start: number): Expression {
  const { tokens } = parser;
  if (tokens.accept('[')) return parseBracket(parser, target, start);
  if (tokens.current.kind === 'quote') return quotedField(parser, target, start);
  tokens.unexpected('expected the name of a field');
  const at = tokens.end;
  return {
    kind: 'field',
    isOptional: false,
    target,
    name: '',
    nameRange: { start: at, end: at },
    range: { start, end: at },
  };
}

function fieldNode(target: Expression, start: number, token: Token): Expression {
  const nameRange = { start: token.range.start + 1, end: token.range.end };
  return {
    kind: 'field',
    isOptional: false,
    target,
    name: token.text,
    nameRange,
    range: { start, end: token.range.end },
  };
}

function quotedField(parser: Parser, target: Expression, start: number): Expression {
  const name = parseStringLiteral(parser);
  const range = { start, end: name.range.end };
  if (name.kind === 'literal' && typeof name.value === 'string') {
    return { kind: 'field', isOptional: false, target, name: name.value, nameRange: name.range, range };
  }
  return { kind: 'index', isOptional: false, target, index: name, range };
}

function parseBracket(parser: Parser, target: Expression, start: number): Expression {
  const { tokens } = parser;
  if (tokens.accept(']')) return { kind: 'iterate', isOptional: false, target, range: { start, end: tokens.end } };
  if (tokens.accept(':')) {
    const to = parser.parseQuery();
    tokens.expect(']');
    return { kind: 'slice', isOptional: false, target, from: null, to, range: { start, end: tokens.end } };
  }
  const index = parser.parseQuery();
  if (tokens.accept(':')) {
    const to = tokens.at(']') ? null : parser.parseQuery();
    tokens.expect(']');
    return { kind: 'slice', isOptional: false, target, from: index, to, range: { start, end: tokens.end } };
  }
  tokens.expect(']');
  return { kind: 'index', isOptional: false, target, index, range: { start, end: tokens.end } };
}

function parsePrimary(parser: Parser): Expression {
  const { tokens } = parser;
  const token = tokens.current;
  switch (token.kind) {
    case 'number':
      tokens.advance();
      return { kind: 'literal', value: parseNumber(token.text) ?? 0, range: token.range };
    case 'quote':
      return parseStringLiteral(parser);
    case 'format':
      return parseStringLiteral(parser);
    case 'field':
      tokens.advance();
      return fieldNode({ kind: 'identity', range: emptyAt(token.range.start) }, token.range.start, token);
    case 'variable':
      tokens.advance();
      return { kind: 'variable', name: token.text, range: token.range };
    case 'identifier':
      return parseCall(parser);
    case 'keyword':
      return parseKeyword(parser);
    case 'symbol':
      return parseSymbol(parser);
    default:
      return noTerm(parser);
  }
}

function emptyAt(offset: number): Range {
  return { start: offset, end: offset };
}

function noTerm(parser: Parser): Expression {
  const { tokens } = parser;
  tokens.unexpected('expected an expression');
  if (tokens.current.kind !== 'invalid') return tokens.missing();
  return { kind: 'error', range: tokens.advance().range };
}

function parseSymbol(parser: Parser): Expression {
  const { tokens } = parser;
  const { text, range } = tokens.current;
  switch (text) {
    case '.':
      tokens.advance();
      return parseDot(parser, range);
    case '..':
      tokens.advance();
      return { kind: 'recurseAll', range };
    case '(': {
      tokens.advance();
      const inner = parser.parseQuery();
      tokens.expect(')');
      return inner;
    }
    case '[': {
      tokens.advance();
      const body = tokens.at(']') ? null : parser.parseQuery();
      tokens.expect(']');
      return { kind: 'array', body, range: { start: range.start, end: tokens.end } };
    }
    case '{':
      return parseObject(parser);
    case '$':
      tokens.unexpected('expected the name of a variable');
      tokens.advance();
      return { kind: 'variable', name: '', range };
    default:
      return noTerm(parser);
  }
}

function parseDot(parser: Parser, dot: Range): Expression {
  const { tokens } = parser;
  const identity: Expression = { kind: 'identity', range: dot };
  if (tokens.current.kind === 'quote') return quotedField(parser, identity, dot.start);
  const isNameAttached = tokens.current.range.start === dot.end && tokens.current.kind === 'keyword';
  if (tokens.current.kind !== 'identifier' && !isNameAttached) return identity;
  tokens.problem('Write .["field"] for a field with an unusual name.', tokens.current.range);
  const name = tokens.advance();
  return {
    kind: 'field',
    isOptional: false,
    target: identity,
    name: name.text,
    nameRange: name.range,
    range: { start: dot.start, end: name.range.end },
  };
}

function parseKeyword(parser: Parser): Expression {
  const { tokens } = parser;
  switch (tokens.current.text) {
    case 'if':
      return parseConditional(parser);
    case 'try':
      return parseTry(parser);
    case 'reduce':
    case 'foreach':
      return parseFold(parser);
    case 'break': {
      const { start } = tokens.advance().range;
      const name = parser.parseVariableName();
      return { kind: 'break', name, range: { start, end: tokens.end } };
    }
    case 'def':
    case 'label':
      return parser.parseQuery();
    default:
      return noTerm(parser);
  }
}

const constants: ReadonlyMap<string, null | boolean> = new Map([
  ['null', null],
  ['true', true],
  ['false', false],
]);

function parseCall(parser: Parser): Expression {
  const { tokens } = parser;
  const { text: name, range: nameRange } = tokens.advance();
  if (!tokens.at('(')) {
    const constant = constants.get(name);
    if (constant !== undefined) return { kind: 'literal', value: constant, range: nameRange };
    return { kind: 'call', name, args: [], nameRange, range: nameRange };
  }
  tokens.advance();
  const args: Expression[] = [];
  do args.push(parser.parseQuery());
  while (tokens.accept(';'));
  tokens.expect(')');
  return { kind: 'call', name, args, nameRange, range: { start: nameRange.start, end: tokens.end } };
}

/** Reads a string literal, with its interpolations and the format before it if there is one; or a format on its own. */
export function parseStringLiteral(parser: Parser): Expression {
  const { tokens } = parser;
  const { start } = tokens.current.range;
  let format = 'text';
  if (tokens.current.kind === 'format') {
    const { text, range } = tokens.advance();
    if (!tokens.atQuote) return { kind: 'format', name: text, range };
    format = text;
  }
  const parts: (string | Expression)[] = [];
  let stretch = tokens.readString(tokens.current.range.end);
  for (;;) {
    if (stretch.text !== '') parts.push(stretch.text);
    if (stretch.endedBy !== 'interpolation') break;
    parts.push(parser.parseQuery());
    if (!tokens.at(')')) {
      tokens.unexpected("expected ')'");
      break;
    }
    stretch = tokens.readString(tokens.current.range.end);
  }
  const range = { start, end: tokens.end };
  if (parts.every((part) => typeof part === 'string')) return { kind: 'literal', value: parts.join(''), range };
  return { kind: 'string', format, parts, range };
}
