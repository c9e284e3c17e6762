import type { Range } from '../workflow/document.ts';
import { parseFunctionDefinition } from './parseDefinition.ts';
import { parsePatterns } from './parsePattern.ts';
import { parseTerm } from './parseTerm.ts';
import type { AssignOperator, BinaryOperator, Expression, ExpressionProblem } from './syntax.ts';
import { Tokens } from './tokens.ts';

/** Binding powers, weakest first (the precedence table of jq's grammar). */
export const power = {
  pipe: 1,
  comma: 2,
  as: 3,
  alternative: 4,
  assign: 5,
  or: 6,
  and: 7,
  compare: 8,
  add: 9,
  multiply: 10,
};

type Join = (left: Expression, right: Expression, range: Range) => Expression;

interface Infix {
  readonly power: number;
  readonly rightPower: number;
  readonly isChainable: boolean;
  readonly join: Join;
}

const left = (strength: number, join: Join): Infix => ({
  power: strength,
  rightPower: strength + 1,
  isChainable: true,
  join,
});
const right = (strength: number, join: Join): Infix => ({
  power: strength,
  rightPower: strength,
  isChainable: true,
  join,
});
const single = (strength: number, join: Join): Infix => ({
  power: strength,
  rightPower: strength + 1,
  isChainable: false,
  join,
});

const binary =
  (operator: BinaryOperator): Join =>
  (leftSide, rightSide, range) => ({ kind: 'binary', operator, left: leftSide, right: rightSide, range });
const assign =
  (operator: AssignOperator): Join =>
  (leftSide, rightSide, range) => ({ kind: 'assign', operator, left: leftSide, right: rightSide, range });
const plain =
  (kind: 'pipe' | 'comma' | 'and' | 'or' | 'alternative'): Join =>
  (leftSide, rightSide, range) => ({ kind, left: leftSide, right: rightSide, range });

const infixes: ReadonlyMap<string, Infix> = new Map<string, Infix>([
  ['|', right(power.pipe, plain('pipe'))],
  [',', left(power.comma, plain('comma'))],
  ['//', right(power.alternative, plain('alternative'))],
  ...(['=', '|=', '+=', '-=', '*=', '/=', '%=', '//='] as const).map(
    (operator) => [operator, single(power.assign, assign(operator))] as const,
  ),
  ['or', left(power.or, plain('or'))],
  ['and', left(power.and, plain('and'))],
  ...(['==', '!=', '<', '<=', '>', '>='] as const).map(
    (operator) => [operator, single(power.compare, binary(operator))] as const,
  ),
  ['+', left(power.add, binary('+'))],
  ['-', left(power.add, binary('-'))],
  ['*', left(power.multiply, binary('*'))],
  ['/', left(power.multiply, binary('/'))],
  ['%', left(power.multiply, binary('%'))],
]);

/** A Pratt parser of jq's query language that goes on after an error. */
export class Parser {
  readonly tokens: Tokens;

  constructor(source: string) {
    this.tokens = new Tokens(source);
  }

  /** What is wrong with the text so far. */
  get problems(): readonly ExpressionProblem[] {
    return this.tokens.problems;
  }

  /** Reads the whole text as one expression. */
  parseWhole(): Expression {
    const { tokens } = this;
    if (tokens.at('module') || tokens.at('import') || tokens.at('include')) {
      tokens.problem('Modules are not available here; define functions with def.', tokens.current.range);
    }
    let tree: Expression = tokens.atEnd ? this.#identityAtEnd() : this.parseQuery();
    while (!tokens.atEnd) {
      tokens.unexpected('expected an operator or the end of the expression');
      const start = tokens.advance().range.start;
      if (tokens.atEnd) break;
      const rest = this.parseQuery();
      tree = {
        kind: 'pipe',
        left: tree,
        right: rest,
        range: { start: tree.range.start, end: Math.max(start, rest.range.end) },
      };
    }
    return tree;
  }

  /** Reads an expression with everything that binds at least as strongly as `strength`. */
  parseQuery(strength: number = power.pipe): Expression {
    const { tokens } = this;
    if (!tokens.enter()) {
      tokens.leave();
      return tokens.missing();
    }
    let levels = 1;
    let tree = this.#parsePrefix();
    for (;;) {
      if (strength <= power.as && tokens.at('as')) tree = this.#parseBinding(tree);
      const infix = this.#infixAt(strength);
      if (infix === undefined) break;
      levels++;
      if (!tokens.enter()) break;
      tokens.advance();
      const operand = this.parseQuery(infix.rightPower);
      tree = infix.join(tree, operand, { start: tree.range.start, end: operand.range.end });
      if (!infix.isChainable && this.#infixAt(infix.power)?.power === infix.power) {
        tokens.unexpected('this operator cannot be chained; use parentheses');
      }
    }
    tokens.leave(levels);
    return tree;
  }

  #infixAt(strength: number): Infix | undefined {
    const { kind, text } = this.tokens.current;
    if (kind !== 'symbol' && kind !== 'keyword') return undefined;
    const infix = infixes.get(text);
    return infix === undefined || infix.power < strength ? undefined : infix;
  }

  #parsePrefix(): Expression {
    const { tokens } = this;
    if (tokens.at('def')) return this.#parseDefinition();
    if (tokens.at('label')) return this.#parseLabel();
    return parseTerm(this);
  }

  #parseDefinition(): Expression {
    const definition = parseFunctionDefinition(this);
    const rest = this.tokens.atEnd ? this.#identityAtEnd() : this.parseQuery();
    return { kind: 'def', definition, rest, range: { start: definition.range.start, end: rest.range.end } };
  }

  #identityAtEnd(): Expression {
    const { end } = this.tokens;
    return { kind: 'identity', range: { start: end, end } };
  }

  #parseLabel(): Expression {
    const { tokens } = this;
    const { start } = tokens.advance().range;
    const name = this.parseVariableName();
    tokens.expect('|');
    const body = this.parseQuery();
    return { kind: 'label', name, body, range: { start, end: body.range.end } };
  }

  #parseBinding(source: Expression): Expression {
    this.tokens.advance();
    const patterns = parsePatterns(this);
    this.tokens.expect('|');
    const body = this.parseQuery();
    return { kind: 'bind', source, patterns, body, range: { start: source.range.start, end: body.range.end } };
  }

  /** Reads `$name` and gives its name, or notes its absence and gives an empty one. */
  parseVariableName(): string {
    const { tokens } = this;
    if (tokens.current.kind === 'variable') return tokens.advance().text;
    tokens.unexpected('expected a variable such as $name');
    if (tokens.at('$')) tokens.advance();
    return '';
  }
}
