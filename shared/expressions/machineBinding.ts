import { getIndex } from './access.ts';
import { type Failure, fail } from './failure.ts';
import { locationOf } from './location.ts';
import { attempt, type Context, type Names, type Receiver, type Retry, type Step } from './machine.ts';
import { callBuiltin } from './machineCall.ts';
import { each, evaluateNode, give, type Rest } from './machineNodes.ts';
import { lostPath } from './path.ts';
import type { AssignOperator, BinaryOperator, Expression, Foreach, Pattern, Reduce, Variable } from './syntax.ts';
import type { Value } from './value.ts';

/** Nodes that bind names, and assignments. */
export function evaluateBinding(node: Expression, context: Context, ...rest: Rest): Step {
  const [input, path, out, retry] = rest;
  switch (node.kind) {
    case 'variable':
      return give(variableOf(node, context), ...rest);
    case 'bind':
      return each(node.source, context, input, out, retry, (value, next) =>
        bindAny(node.patterns, 0, value, context, input, out, next, (bound, after) =>
          evaluateNode(node.body, bound, input, path, out, after),
        ),
      );
    case 'reduce':
    case 'foreach':
      return fold(node, context, rest);
    case 'def': {
      const names: Names = { entry: { kind: 'function', definition: node.definition }, parent: context.names };
      return evaluateNode(node.rest, { ...context, names }, ...rest);
    }
    case 'label': {
      const names: Names = { entry: { kind: 'label', name: node.name, retry }, parent: context.names };
      return evaluateNode(node.body, { ...context, names }, ...rest);
    }
    case 'break':
      return labelOf(node.name, context.names).step;
    case 'assign':
      return assign(node.operator, node.left, node.right, context, rest);
    default:
      throw new Error(`no step for ${node.kind}`);
  }
}

function variableOf({ name, range }: Variable, { names, machine }: Context): Value {
  for (let at = names; at !== null; at = at.parent) {
    const { entry } = at;
    if ((entry.kind === 'variable' || entry.kind === 'parameter') && entry.name === name) return entry.value;
  }
  return name === '__loc__' ? locationOf(machine.source, range.start) : {};
}

function labelOf(name: string, names: Names | null): Retry {
  for (let at = names; at !== null; at = at.parent) {
    if (at.entry.kind === 'label' && at.entry.name === name) return at.entry.retry;
  }
  throw new Error('a break without a label was compiled');
}

type Bound = (context: Context, retry: Retry) => Step;

/** Tries the patterns of `?//` one after the other; all variables of all patterns are bound, those of others to null. */
function bindAny(
  patterns: readonly Pattern[],
  index: number,
  value: Value,
  context: Context,
  input: Value,
  out: Receiver,
  retry: Retry,
  use: Bound,
): Step {
  const pattern = patterns[index];
  if (pattern === undefined) return retry.step;
  if (patterns.length === 1) return bind(pattern, value, context, input, out, retry, use);
  let { names } = context;
  for (const name of patterns.flatMap(namesOf))
    names = { entry: { kind: 'variable', name, value: null }, parent: names };
  const isLast = index === patterns.length - 1;
  const again = (_error: Failure): Step => bindAny(patterns, index + 1, value, context, input, out, retry, use);
  const guarded: Context = { ...context, names, caught: isLast ? context.caught : again };
  return bind(pattern, value, guarded, input, out, retry, use);
}

function namesOf(pattern: Pattern): string[] {
  if (pattern.kind === 'variable') return [pattern.name];
  if (pattern.kind === 'array') return pattern.items.flatMap(namesOf);
  return pattern.entries.flatMap(({ variable, value }) => [
    ...(variable === null ? [] : [variable.name]),
    ...(value === null ? [] : namesOf(value)),
  ]);
}

function withVariable(context: Context, name: string, value: Value): Context {
  return { ...context, names: { entry: { kind: 'variable', name, value }, parent: context.names } };
}

function bind(
  pattern: Pattern,
  value: Value,
  context: Context,
  input: Value,
  out: Receiver,
  retry: Retry,
  use: Bound,
): Step {
  if (pattern.kind === 'variable') return use(withVariable(context, pattern.name, value), retry);
  const parts = pattern.kind === 'array' ? pattern.items : pattern.entries;
  const next = (index: number, inner: Context, after: Retry): Step => {
    const part = parts[index];
    if (part === undefined) return use(inner, after);
    const goOn = (deeper: Context, later: Retry): Step => next(index + 1, deeper, later);
    if ('kind' in part) {
      return attempt(inner, () =>
        bind(part, getIndex(value, index, context.machine.env.meter), inner, input, out, after, goOn),
      );
    }
    return each(part.key, inner, input, out, after, (key, later) => {
      if (typeof key !== 'string') fail((show) => `Cannot index ${show.value(value)} with ${show.value(key)}`);
      const found = getIndex(value, key, context.machine.env.meter);
      const named = part.variable === null ? inner : withVariable(inner, part.variable.name, found);
      return part.value === null ? goOn(named, later) : bind(part.value, found, named, input, out, later, goOn);
    });
  };
  return next(0, context, retry);
}

function fold(node: Reduce | Foreach, context: Context, [input, path, out, retry]: Rest): Step {
  const { machine } = context;
  const lost = path === null ? null : lostPath;
  const begin = machine.receiver(out, (initial, initialPath, next) => {
    let state = initial;
    let statePath = initialPath;
    const update = (bound: Context, after: Retry): Step => {
      let last: Value = null;
      let lastPath = lost;
      const keep = machine.receiver(out, (value, at, more) => {
        last = value;
        lastPath = at;
        if (node.kind === 'reduce') return more.step;
        state = value;
        statePath = at;
        if (node.extract === null) return out.take(value, at, more);
        return evaluateNode(node.extract, bound, value, at, out, more);
      });
      const finish = machine.retry(after, () => {
        if (node.kind === 'reduce') {
          state = last;
          statePath = lastPath;
        }
        return after.step;
      });
      const [before, beforePath] = [state, statePath];
      if (node.kind === 'foreach') {
        state = null;
        statePath = lost;
      }
      return evaluateNode(node.update, bound, before, beforePath, keep, finish);
    };
    const end = node.kind === 'reduce' ? machine.retry(next, () => out.take(state, statePath, next)) : next;
    return each(node.source, context, input, out, end, (item, after) =>
      bindAny(node.patterns, 0, item, context, input, out, after, update),
    );
  });
  return evaluateNode(node.start, context, input, path, begin, retry);
}

function assign(operator: AssignOperator, left: Expression, right: Expression, context: Context, rest: Rest): Step {
  const [input, path, out, retry] = rest;
  if (operator === '|=') return callBuiltin('_modify', [left, right], context, rest);
  return each(right, context, input, out, retry, (value, next) => {
    const home = withVariable(context, '*value', value);
    const change = changeOf(operator, right);
    return callBuiltin(operator === '=' ? '_assign' : '_modify', [left, change], home, [input, path, out, next]);
  });
}

/** What is done at each path, as an expression over what stands there and the value of the right side. */
function changeOf(operator: AssignOperator, { range }: Expression): Expression {
  const value: Expression = { kind: 'variable', name: '*value', range };
  const old: Expression = { kind: 'identity', range };
  if (operator === '=') return value;
  if (operator === '//=') return { kind: 'alternative', left: old, right: value, range };
  return { kind: 'binary', operator: operator.slice(0, -1) as BinaryOperator, left: old, right: value, range };
}
