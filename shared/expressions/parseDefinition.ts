import type { Parser } from './parser.ts';
import type { FunctionDefinition, Parameter } from './syntax.ts';

/** Reads `def name(a; $b): body;`. */
export function parseFunctionDefinition(parser: Parser): FunctionDefinition {
  const { tokens } = parser;
  const { start } = tokens.advance().range;
  const name = parseName(parser);
  const parameters = tokens.accept('(') ? parseParameters(parser) : [];
  tokens.expect(':');
  const body = parser.parseQuery();
  tokens.expect(';');
  return { name, parameters, body, range: { start, end: tokens.end } };
}

function parseName(parser: Parser): string {
  const { tokens } = parser;
  const { kind } = tokens.current;
  if (kind === 'identifier' || kind === 'keyword') return tokens.advance().text;
  tokens.unexpected('expected the name of a function');
  return '';
}

function parseParameters(parser: Parser): Parameter[] {
  const { tokens } = parser;
  const parameters: Parameter[] = [];
  do {
    const { kind, text, range } = tokens.current;
    if (kind !== 'identifier' && kind !== 'keyword' && kind !== 'variable') {
      tokens.unexpected('expected a parameter');
      break;
    }
    tokens.advance();
    parameters.push({ name: text, isValue: kind === 'variable', range });
  } while (tokens.accept(';'));
  tokens.expect(')');
  return parameters;
}
