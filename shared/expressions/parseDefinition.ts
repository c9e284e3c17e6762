import type { Parser } from './parser.ts';
import { partsOf } from './parts.ts';
import type { Expression, FunctionDefinition, Parameter } from './syntax.ts';

/** Reads `def name(a; $b): body;`. */
export function parseFunctionDefinition(parser: Parser): FunctionDefinition {
  const { tokens } = parser;
  const { start } = tokens.advance().range;
  const name = parseName(parser);
  const parameters = tokens.accept('(') ? parseParameters(parser) : [];
  tokens.expect(':');
  const body = parser.parseQuery();
  tokens.expect(';');
  return writtenOut({ name, parameters, body, range: { start, end: tokens.end } });
}

/**
 * A parameter `$name` is to jq a function `name` of which `$name` holds each output. Where the body calls the function, which is
 * rare, this is written out; elsewhere the value alone is faster.
 */
function writtenOut(definition: FunctionDefinition): FunctionDefinition {
  const values = definition.parameters.filter(({ isValue }) => isValue);
  if (values.length === 0) return definition;
  const isCalled = partsOf(definition.body).some(
    (part) => part.kind === 'call' && part.args.length === 0 && values.some(({ name }) => name === part.name),
  );
  if (!isCalled) return definition;
  const body = values.reduceRight<Expression>((inner, { name, range }) => {
    const source: Expression = { kind: 'call', name, args: [], nameRange: range, range };
    return { kind: 'bind', source, patterns: [{ kind: 'variable', name, range }], body: inner, range: inner.range };
  }, definition.body);
  return { ...definition, parameters: definition.parameters.map((one) => ({ ...one, isValue: false })), body };
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
