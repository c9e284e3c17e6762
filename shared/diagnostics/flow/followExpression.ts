import { type Callable, namesInside, withFunction } from '../../expressions/names.ts';
import type { Call, Expression, Pattern } from '../../expressions/syntax.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Range } from '../../workflow/document.ts';
import { type ModelExpression, partOf } from '../modelExpressions.ts';
import { encodings } from './builtinFlow.ts';
import type { ExpressionFollower, Names } from './expressionFollower.ts';
import type { FlowPorts } from './flowPorts.ts';
import type { FlowVariables } from './flowVariables.ts';
import { followBuiltin } from './followBuiltin.ts';
import { encoded, type Label, readAt, type TextPlace } from './label.ts';
import { keyName, pathsOf } from './literalPaths.ts';
import {
  allLabels,
  constant,
  derived,
  join,
  listOf,
  mapLabels,
  product,
  readBack,
  type Shape,
  shapeOf,
  sum,
  unknownFrom,
  unknownMembers,
  withMember,
} from './shape.ts';
import { changedAtPath } from './shapePaths.ts';
import { elementOf, memberOf, underName } from './sources.ts';

/** Deepest nesting that is followed, most calls of own functions inside each other, most rounds of a loop. */
const maxDepth = 200;
const maxInlining = 60;
/** Most calls of one function inside each other: what it adds to a value shows in the first of them. */
const maxRecursion = 3;
const maxRounds = 4;

/** What may come out of an expression for such an input: every output joined. */
export function followExpression(
  expression: ModelExpression,
  input: Shape,
  variables: FlowVariables,
  ports: FlowPorts,
): Shape {
  const follower = new Follower(expression, variables, ports);
  const outcome = follower.follow(expression.tree, input, { variables: new Map(), functions: new Map() });
  return follower.read(outcome, expression.tree.range);
}

class Follower implements ExpressionFollower {
  readonly policy: Policy;
  readonly #expression: ModelExpression;
  readonly #ports: FlowPorts;
  /** Those that are there before the expression binds its own. */
  readonly #variables: FlowVariables;
  #depth = 0;
  #inlined = 0;
  readonly #inside = new Map<Expression, number>();
  /** Above 0 while a part is followed that copes with what is missing: `.a?`, `.a // 1`, `try .a`. */
  #lenient = 0;
  /** What the errors of the innermost `try` may carry. */
  #raised: Shape = constant;

  constructor(expression: ModelExpression, variables: FlowVariables, ports: FlowPorts) {
    this.#expression = expression;
    this.#variables = variables;
    this.#ports = ports;
    this.policy = ports.policy;
  }

  /** Marks everything in the value as read by this expression, at `range` unless a part of it said where. */
  read(shape: Shape, range: Range): Shape {
    const { text } = this.#expression;
    const place = this.place(range);
    return this.#relabelled(shape, (label) => (label.read?.text === text ? label : readAt(label, place)));
  }

  follow(node: Expression, input: Shape, names: Names): Shape {
    if (this.#depth >= maxDepth || !this.#ports.spend()) {
      this.raise(input);
      return unknownFrom(input);
    }
    this.#depth += 1;
    const found = this.#visit(node, input, names);
    this.#depth -= 1;
    return found;
  }

  place(range: Range): TextPlace {
    return { text: this.#expression.text, range: partOf(this.#expression, range) };
  }

  touched(shape: Shape, range: Range): Shape {
    if (!shape.isLabelled) return shape;
    const place = this.place(range);
    return this.#relabelled(shape, (label) => readAt(label, place));
  }

  /** The value with its labels changed; each part of it counts as a step, since a large value may be read over and over. */
  #relabelled(shape: Shape, change: (label: Label) => Label): Shape {
    const changed = new Map<Shape, Shape>();
    const relabelled = mapLabels(shape, change, changed);
    return this.#ports.spend(changed.size) ? relabelled : unknownFrom(relabelled);
  }

  #visit(node: Expression, input: Shape, names: Names): Shape {
    const at = (part: Expression): Shape => this.follow(part, input, names);
    switch (node.kind) {
      case 'identity':
        return input;
      case 'recurseAll':
        return this.descendants(input);
      case 'field':
      case 'index':
      case 'slice':
      case 'iterate':
        return this.touched(this.#step(node, input, names), node.range);
      case 'literal':
      case 'break':
      case 'error':
      case 'and':
      case 'or':
        return constant;
      case 'variable':
        return this.touched(this.#variable(node.name, names), node.range);
      case 'string':
        return this.encoded(
          derived(...node.parts.filter((part) => typeof part !== 'string').map(at)),
          `@${node.format}`,
        );
      case 'format':
        return this.#format(input, node.name);
      case 'array':
        return node.body === null ? constant : listOf(at(node.body));
      case 'object':
        return this.#object(node.entries, input, names);
      case 'negate':
        return derived(at(node.operand));
      case 'binary':
        return this.#binary(node, at);
      case 'comma':
        return join(at(node.left), at(node.right));
      case 'alternative':
        return join(
          this.leniently(() => at(node.left)),
          at(node.right),
        );
      case 'pipe':
        return this.follow(node.right, at(node.left), names);
      case 'assign':
        return this.#assign(node, input, names);
      case 'if':
        this.leniently(() => at(node.condition));
        return join(at(node.then), node.otherwise === null ? input : at(node.otherwise));
      case 'try': {
        const outer = this.#raised;
        this.#raised = constant;
        const body = this.leniently(() => at(node.body));
        const raised = this.#raised;
        this.#raised = outer;
        return node.handler === null ? body : join(body, this.follow(node.handler, raised, names));
      }
      default:
        return this.#bindingOrCall(node, input, names);
    }
  }

  #bindingOrCall(node: Expression, input: Shape, names: Names): Shape {
    switch (node.kind) {
      case 'bind': {
        const bound = this.#bound(node.patterns, this.follow(node.source, input, names), names);
        return this.follow(node.body, input, bound);
      }
      case 'reduce':
      case 'foreach': {
        const bound = this.#bound(node.patterns, this.follow(node.source, input, names), names);
        const state = this.repeated(this.follow(node.start, input, names), (before) =>
          this.follow(node.update, before, bound),
        );
        return node.kind === 'reduce' || node.extract === null ? state : this.follow(node.extract, state, bound);
      }
      case 'def':
        return this.follow(node.rest, input, withFunction(names, node.definition));
      case 'label':
        return this.follow(node.body, input, names);
      case 'call':
        return this.#called(node, input, names);
      default:
        return constant;
    }
  }

  leniently<T>(run: () => T): T {
    this.#lenient += 1;
    const found = run();
    this.#lenient -= 1;
    return found;
  }

  raise(error: Shape): void {
    this.#raised = join(this.#raised, error);
  }

  raiseOf(value: Shape): void {
    // Objects and lists are what most operations want; a schema may say that this is one.
    if (value.isLabelled && value.members.size === 0 && value.items === null) this.raise(derived(value));
  }

  #variable(name: string, { variables }: Names): Shape {
    return variables.get(name) ?? this.#variables.get(name) ?? constant;
  }

  /** What a path of steps leads to; only its end counts as read. */
  #step(node: Expression, input: Shape, names: Names): Shape {
    switch (node.kind) {
      case 'identity':
        return input;
      case 'variable':
        return this.#variable(node.name, names);
      case 'field': {
        const target = node.isOptional
          ? this.leniently(() => this.#step(node.target, input, names))
          : this.#step(node.target, input, names);
        return this.#member(target, node.name, node.nameRange, node.range, node.isOptional);
      }
      case 'index': {
        const target = this.#step(node.target, input, names);
        const { index } = node;
        if (index.kind === 'literal' && typeof index.value === 'string') {
          return this.#member(target, index.value, index.range, node.range, node.isOptional);
        }
        return elementOf(target);
      }
      case 'slice': {
        const target = this.#step(node.target, input, names);
        return target.items === null ? derived(target) : target;
      }
      case 'iterate': {
        const target = this.#step(node.target, input, names);
        this.raiseOf(target);
        return elementOf(target);
      }
      default:
        return this.follow(node, input, names);
    }
  }

  #member(target: Shape, name: string, nameRange: Range, range: Range, isOptional: boolean): Shape {
    if (target.schema !== null && !target.members.has(name) && !isOptional && this.#lenient === 0) {
      this.#ports.onUndeclared({
        text: this.#expression.text,
        range: partOf(this.#expression, nameRange),
        name,
        schema: target.schema,
        isClosed: target.opens === 'closed',
      });
    }
    return memberOf(target, name, this.policy, this.place(range));
  }

  #binary({ operator, left, right }: Extract<Expression, { kind: 'binary' }>, at: (part: Expression) => Shape): Shape {
    if (!'+-*/%'.includes(operator)) {
      this.leniently(() => [at(left), at(right)]);
      return constant;
    }
    const [one, other] = [at(left), at(right)];
    this.raiseOf(one);
    this.raiseOf(other);
    if (operator === '+') return sum(one, other);
    return operator === '*' ? product(one, other) : derived(one, other);
  }

  #object(entries: Extract<Expression, { kind: 'object' }>['entries'], input: Shape, names: Names): Shape {
    let shape: Shape = constant;
    for (const { key, value } of entries) {
      const name = keyName(key);
      if (name === null) {
        const held = value === null ? unknownFrom(input) : this.follow(value, input, names);
        shape = join(shape, shapeOf({ items: held, keys: allLabels(this.follow(key, input, names)) }));
        continue;
      }
      const held = value === null ? this.#shorthand(key, name, input, names) : this.follow(value, input, names);
      const place = this.place((value ?? key).range);
      shape = withMember(shape, name, underName(held, name, this.policy, place));
    }
    return shape;
  }

  /** `{name}` and `{$name}`. */
  #shorthand(key: Expression, name: string, input: Shape, names: Names): Shape {
    if (key.kind === 'variable') return this.follow(key, input, names);
    return this.touched(this.#member(input, name, key.range, key.range, false), key.range);
  }

  #format(input: Shape, name: string): Shape {
    const format = name.startsWith('@') ? name : `@${name}`;
    if (format === '@base64d' || format === '@urid' || format === '@base32d') return readBack(input);
    return this.encoded(derived(input), format);
  }

  encoded(shape: Shape, encoding: string): Shape {
    if (encoding === '@text' || !encodings.has(encoding)) return shape;
    return mapLabels(shape, (label) => encoded(label, encoding));
  }

  descendants(input: Shape): Shape {
    let found = input;
    let level = input;
    for (let round = 0; round < maxRounds; round += 1) {
      level = elementOf(level);
      const next = join(found, level);
      if (next === found) return found;
      found = next;
    }
    return join(found, unknownFrom(input));
  }

  repeated(start: Shape, round: (before: Shape) => Shape): Shape {
    let state = start;
    for (let count = 0; count < maxRounds; count += 1) {
      const next = join(state, round(state));
      if (next === state) return state;
      state = next;
    }
    return join(state, unknownFrom(state));
  }

  #assign({ operator, left, right }: Extract<Expression, { kind: 'assign' }>, input: Shape, names: Names): Shape {
    const paths = pathsOf(left);
    if (paths === null) {
      const target = this.follow(left, input, names);
      const given = this.follow(right, operator === '|=' ? target : input, names);
      return join(unknownMembers(input), shapeOf({ items: given, keys: this.#keysOf(left, input, names) }));
    }
    const given = operator === '|=' ? constant : this.follow(right, input, names);
    const changed = (old: Shape): Shape => {
      if (operator === '=') return given;
      if (operator === '|=') return this.follow(right, this.touched(old, left.range), names);
      return operator === '//=' ? join(old, given) : operator === '+=' ? sum(old, given) : derived(old, given);
    };
    const reader = { policy: this.policy, place: this.place(right.range) };
    return paths.reduce((shape, path) => changedAtPath(shape, path, changed, reader), input);
  }

  /** What data puts into names by an assignment to `.[…]`. */
  #keysOf(path: Expression, input: Shape, names: Names): readonly Label[] {
    return path.kind === 'index' ? allLabels(this.follow(path.index, input, names)) : [];
  }

  #bound(patterns: readonly Pattern[], source: Shape, names: Names): Names {
    const variables = new Map(names.variables);
    const visit = (pattern: Pattern, value: Shape): void => {
      if (pattern.kind === 'variable') {
        const before = patterns.length > 1 ? variables.get(pattern.name) : undefined;
        variables.set(pattern.name, before === undefined ? value : join(before, value));
      } else if (pattern.kind === 'array') {
        // What is surely an object does not fit, and binds nothing.
        const isList = value.items !== null || value.members.size === 0 || value.opens !== 'closed';
        for (const item of pattern.items) visit(item, isList ? elementOf(value) : constant);
      } else {
        for (const { key, variable, value: inner } of pattern.entries) {
          const name = variable?.name ?? keyName(key);
          const member = name === null ? elementOf(value) : this.#member(value, name, key.range, key.range, true);
          if (variable !== null) variables.set(variable.name, member);
          if (inner !== null) visit(inner, member);
        }
      }
    };
    for (const pattern of patterns) visit(pattern, source);
    return { ...names, variables };
  }

  #called(node: Call, input: Shape, names: Names): Shape {
    const own = names.functions.get(`${node.name}/${node.args.length}`);
    return own === undefined ? followBuiltin(node, input, names, this) : this.#calledOwn(own, node, input, names);
  }

  /** Functions of the expression itself are followed into, with their arguments as functions of their own. */
  #calledOwn(callable: Callable<Shape>, node: Call, input: Shape, names: Names): Shape {
    const { body } = callable.definition;
    const within = this.#inside.get(body) ?? 0;
    if (this.#inlined >= maxInlining || within >= maxRecursion) return unknownFrom(input);
    const inside = namesInside(callable, node.args, names, (arg) => this.follow(arg, input, names));
    this.#inlined += 1;
    this.#inside.set(body, within + 1);
    const found = this.follow(body, input, inside);
    this.#inlined -= 1;
    this.#inside.set(body, within);
    return found;
  }
}
