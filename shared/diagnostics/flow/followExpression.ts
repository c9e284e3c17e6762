import { namesInside, withFunction } from '../../expressions/names.ts';
import type { Call, Expression, Pattern } from '../../expressions/syntax.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Range } from '../../workflow/document.ts';
import { type ModelExpression, partOf } from '../modelExpressions.ts';
import { encodings } from './builtinFlow.ts';
import { descendantsOf, elementAt, isScalar } from './elements.ts';
import type { ExpressionFollower, MemberRead, Names } from './expressionFollower.ts';
import type { FlowPorts } from './flowPorts.ts';
import type { FlowVariables } from './flowVariables.ts';
import { followAccess } from './followAccess.ts';
import { followBuiltin } from './followBuiltin.ts';
import { followConstruct } from './followConstruct.ts';
import { followControl } from './followControl.ts';
import { followPaths } from './followPaths.ts';
import { encoded, type Label, readAt, type TextPlace } from './label.ts';
import { bounded, joined, mapped, type Outputs, oneOutput, someOutputs } from './outputs.ts';
import { allLabels, constant, derived, isAnywhereOpen, join, mapLabels, type Shape, shapeOf, unsure } from './shape.ts';
import { changedAtPath } from './shapePaths.ts';
import { sum } from './shapeSums.ts';
import { elementOf, memberOf } from './sources.ts';
import { keyName } from './stepPath.ts';
import { unknownFrom, unknownMembers } from './unknownShapes.ts';

/** Deepest nesting that is followed, most calls of own functions inside each other, most rounds of a loop. */
const maxDepth = 200;
const maxInlining = 60;
/** Most calls of one function inside each other: what it adds to a value shows in the first of them. */
const maxRecursion = 3;
/** The same for a value whose parts are known: it ends where they do. */
const maxDescent = 12;
const maxRounds = 4;
/** Most ways through an expression that are told apart at once. */
const maxWidth = 128;
/** Steps through one expression after which its ways are told apart no more. */
const maxApart = 1_000;

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
  #width = 1;
  #steps = 0;
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
    return joined(this.outputs(node, input, names));
  }

  outputs(node: Expression, input: Shape, names: Names): Outputs {
    if (this.#depth >= maxDepth || !this.#ports.spend()) {
      this.raise(input);
      return someOutputs([unknownFrom(input)]);
    }
    this.#depth += 1;
    this.#steps += 1;
    const found = this.#visit(node, input, names);
    this.#depth -= 1;
    return found;
  }

  each(outputs: Outputs, next: (shape: Shape) => Outputs): Outputs {
    const [only] = outputs.shapes;
    if (outputs.shapes.length === 1 && only !== undefined) {
      const found = next(only);
      return outputs.isExact
        ? { ...found, ends: found.ends ?? outputs.ends }
        : { ...found, isExact: false, isWhole: outputs.isWhole && found.isWhole && found.ends === null, ends: null };
    }
    const { length } = outputs.shapes;
    const isWide = length > 1 && (length * this.#width > maxWidth || this.#steps > maxApart);
    if (isWide) return this.each(someOutputs([unsure(joined(outputs))]), next);
    const before = this.#width;
    this.#width *= Math.max(1, length);
    let all: Outputs = { ...outputs, shapes: [] };
    for (const shape of outputs.shapes) {
      const { shapes, isExact, isWhole, ends } = next(shape);
      all = bounded({
        shapes: [...all.shapes, ...shapes],
        isExact: all.isExact && isExact,
        isWhole: all.isWhole && isWhole,
        ends: all.ends,
      });
      if (ends === null) continue;
      all = { ...all, isWhole: all.isWhole && outputs.isExact, ends: outputs.isExact ? ends : null };
      if (outputs.isExact) break;
    }
    this.#width = before;
    return all;
  }

  trying<T>(run: () => T): { readonly result: T; readonly raised: Shape } {
    const outer = this.#raised;
    this.#raised = constant;
    const result = this.leniently(run);
    const raised = this.#raised;
    this.#raised = outer;
    return { result, raised };
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

  #visit(node: Expression, input: Shape, names: Names): Outputs {
    switch (node.kind) {
      case 'field':
      case 'index':
      case 'slice':
      case 'iterate':
        return mapped(followAccess(node, input, names, this), (shape) => this.touched(shape, node.range));
      case 'comma':
      case 'pipe':
      case 'if':
      case 'alternative':
      case 'try':
      case 'bind':
      case 'reduce':
      case 'foreach':
      case 'label':
      case 'break':
        return followControl(node, input, names, this);
      case 'def':
        return this.outputs(node.rest, input, withFunction(names, node.definition));
      case 'call':
        return this.#called(node, input, names);
      case 'recurseAll':
        return this.descendants(input);
      case 'assign':
        return oneOutput(this.#assign(node, input, names));
      default:
        return oneOutput(followConstruct(node, input, names, this));
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

  variable(name: string, { variables }: Names): Shape {
    return variables.get(name) ?? this.#variables.get(name) ?? constant;
  }

  member(target: Shape, name: string, { nameRange, range, isOptional }: MemberRead): Shape {
    if (target.schema !== null && !target.members.has(name) && !isOptional && this.#lenient === 0) {
      this.#ports.onUndeclared({
        text: this.#expression.text,
        range: partOf(this.#expression, nameRange),
        name,
        schema: target.schema,
        isClosed: target.opens === 'closed',
      });
    }
    if (isScalar(target) || target.type === 'array') return constant;
    return memberOf(target, name, this.policy, this.place(range));
  }

  encoded(shape: Shape, encoding: string): Shape {
    if (encoding === '@text' || !encodings.has(encoding)) return shape;
    return mapLabels(shape, (label) => encoded(label, encoding));
  }

  descendants(input: Shape): Outputs {
    if (!isAnywhereOpen(input)) return someOutputs(descendantsOf(input));
    let found = input;
    let level = input;
    for (let round = 0; round < maxRounds; round += 1) {
      level = elementOf(level);
      const next = join(found, level);
      if (next === found) return someOutputs([found]);
      found = next;
    }
    return someOutputs([join(found, unknownFrom(input))]);
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
    const paths = followPaths(left, input, names, this);
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

  bound(patterns: readonly Pattern[], source: Shape, names: Names): Names {
    const variables = new Map(names.variables);
    const visit = (pattern: Pattern, value: Shape): void => {
      if (pattern.kind === 'variable') {
        const before = patterns.length > 1 ? variables.get(pattern.name) : undefined;
        variables.set(pattern.name, before === undefined ? value : join(before, value));
      } else if (pattern.kind === 'array') {
        // What is surely an object does not fit, and binds nothing.
        const isList = value.items !== null || value.members.size === 0 || value.opens !== 'closed';
        for (const [place, item] of pattern.items.entries()) visit(item, isList ? elementAt(value, place) : constant);
      } else {
        for (const { key, variable, value: inner } of pattern.entries) {
          const name = variable?.name ?? keyName(key);
          const member =
            name === null
              ? elementOf(value)
              : this.member(value, name, { nameRange: key.range, range: key.range, isOptional: true });
          if (variable !== null) variables.set(variable.name, member);
          if (inner !== null) visit(inner, member);
        }
      }
    };
    for (const pattern of patterns) visit(pattern, source);
    return { ...names, variables };
  }

  #called(node: Call, input: Shape, names: Names): Outputs {
    if (!names.functions.has(`${node.name}/${node.args.length}`)) return followBuiltin(node, input, names, this);
    const found = this.inside(node, input, names, (body, inside) => this.outputs(body, input, inside));
    return found ?? someOutputs([unknownFrom(input)]);
  }

  inside<T>(node: Call, input: Shape, names: Names, run: (body: Expression, names: Names) => T): T | null {
    const callable = names.functions.get(`${node.name}/${node.args.length}`);
    if (callable === undefined) return null;
    const { body } = callable.definition;
    // An argument is no function that calls itself, however often it is handed on.
    const within = callable.isArgument ? 0 : (this.#inside.get(body) ?? 0);
    const isDeep = within >= (input.isOpenInside ? maxRecursion : input.isLabelled ? maxDescent : 1);
    if (this.#inlined >= maxInlining || isDeep) return null;
    const inside = namesInside(callable, node.args, names, (arg) => this.follow(arg, input, names));
    this.#inlined += 1;
    this.#inside.set(body, within + 1);
    const found = run(body, inside);
    this.#inlined -= 1;
    this.#inside.set(body, within);
    return found;
  }
}
