import { getField } from './access.ts';
import { negate } from './arithmetic.ts';
import { formatValue } from './builtins/formats.ts';
import { pathOfComputed } from './codes.ts';
import { operationOf } from './compileOperators.ts';
import { type Failure, fail } from './failure.ts';
import { attempt, type Context, type Receiver, type Retry, type Step } from './machine.ts';
import { evaluateAccess } from './machineAccess.ts';
import { evaluateBinding } from './machineBinding.ts';
import { evaluateCall } from './machineCall.ts';
import type { Path } from './path.ts';
import type { Expression, ObjectEntry } from './syntax.ts';
import { copyObject, isTrue, type MutableObject, putKey, type Value } from './value.ts';

/** What every evaluation of a node is given. */
export type Rest = readonly [input: Value, path: Path | null, out: Receiver, retry: Retry];

/** Hands a computed value on; it has no path of its own. */
export function give(value: Value, ...[input, path, out, retry]: Rest): Step {
  const at = pathOfComputed(value, input, path);
  return () => out.take(value, at, retry);
}

/** Runs a part for its values alone. */
export function each(
  node: Expression,
  context: Context,
  input: Value,
  out: Receiver,
  retry: Retry,
  use: (value: Value, retry: Retry) => Step,
): Step {
  const receiver = context.machine.receiver(out, (value, _path, next) => attempt(context, () => use(value, next)));
  return evaluateNode(node, context, input, null, receiver, retry);
}

/** The first step of evaluating `node`: every output goes to `out`, and then on to `retry`. */
export function evaluateNode(node: Expression, context: Context, ...rest: Rest): Step {
  const [input, path, out, retry] = rest;
  const { machine } = context;
  switch (node.kind) {
    case 'identity':
      return () => out.take(input, path, retry);
    case 'literal':
      return give(node.value, ...rest);
    case 'pipe': {
      const second = machine.receiver(out, (value, at, next) =>
        evaluateNode(node.right, context, value, at, out, next),
      );
      return evaluateNode(node.left, context, input, path, second, retry);
    }
    case 'comma': {
      const second = machine.retry(retry, () => evaluateNode(node.right, context, ...rest));
      return evaluateNode(node.left, context, input, path, out, second);
    }
    case 'negate': {
      const change = machine.receiver(out, (value, _at, next) =>
        attempt(context, () => give(negate(value), input, path, out, next)),
      );
      return evaluateNode(node.operand, context, input, null, change, retry);
    }
    case 'binary': {
      const apply = operationOf(node.operator);
      const { meter } = machine.env;
      return each(node.right, context, input, out, retry, (b, second) =>
        each(node.left, context, input, out, second, (a, next) => give(apply(a, b, meter), input, path, out, next)),
      );
    }
    case 'and':
    case 'or':
      return each(node.left, context, input, out, retry, (a, second) => {
        if (isTrue(a) === (node.kind === 'or')) return give(node.kind === 'or', input, path, out, second);
        return each(node.right, context, input, out, second, (b, next) => give(isTrue(b), input, path, out, next));
      });
    case 'alternative':
      return alternative(node.left, node.right, context, rest);
    case 'if':
      return each(node.condition, context, input, out, retry, (value, next) => {
        if (isTrue(value)) return evaluateNode(node.then, context, input, path, out, next);
        if (node.otherwise === null) return () => out.take(input, path, next);
        return evaluateNode(node.otherwise, context, input, path, out, next);
      });
    case 'try':
      return evaluateTry(node.body, node.handler, context, rest);
    case 'array':
      return collect(node.body, context, rest);
    case 'object':
      return build(node.entries, context, rest);
    case 'string':
      return interpolate(node.parts, node.format, context, rest);
    case 'format':
      return attempt(context, () => give(formatValue(node.name, input, machine.env.meter), ...rest));
    case 'field':
    case 'index':
    case 'slice':
    case 'iterate':
      return evaluateAccess(node, context, ...rest);
    case 'call':
      return evaluateCall(node, context, ...rest);
    case 'recurseAll':
      return evaluateCall(
        { kind: 'call', name: 'recurse', args: [], nameRange: node.range, range: node.range },
        context,
        ...rest,
      );
    case 'error':
      return retry.step;
    default:
      return evaluateBinding(node, context, ...rest);
  }
}

function alternative(left: Expression, right: Expression, context: Context, [input, path, out, retry]: Rest): Step {
  let isFound = false;
  const otherwise = (): Step => (isFound ? retry.step : evaluateNode(right, context, input, path, out, retry));
  const receiver = context.machine.receiver(out, (value, at, next) => {
    if (!isTrue(value)) return next.step;
    isFound = true;
    return out.take(value, at, next);
  });
  return evaluateNode(left, context, input, path, receiver, context.machine.retry(retry, otherwise));
}

function evaluateTry(
  body: Expression,
  handler: Expression | null,
  context: Context,
  [input, path, out, retry]: Rest,
): Step {
  const caught = ({ value }: Failure): Step => {
    if (handler === null) return retry.step;
    return evaluateNode(handler, context, value, pathOfComputed(value, input, path), out, retry);
  };
  return evaluateNode(body, { ...context, caught }, input, path, out, retry);
}

function collect(body: Expression | null, context: Context, rest: Rest): Step {
  const [input, path, out, retry] = rest;
  const items: Value[] = [];
  if (body === null) return give(items, ...rest);
  const { meter } = context.machine.env;
  const receiver = context.machine.receiver(out, (value, _path, next) => {
    meter.elements(1);
    items.push(value);
    return next.step;
  });
  const finish = context.machine.retry(retry, () => give(items, input, path, out, retry));
  return evaluateNode(body, context, input, null, receiver, finish);
}

function build(entries: readonly ObjectEntry[], context: Context, [input, path, out, retry]: Rest): Step {
  const fill = (index: number, object: MutableObject, next: Retry): Step => {
    const entry = entries[index];
    if (entry === undefined) return give(object, input, path, out, next);
    return each(entry.key, context, input, out, next, (key, second) => {
      if (typeof key !== 'string') fail((show) => `Cannot use ${show.value(key)} as object key`);
      const use = (value: Value, third: Retry): Step => {
        const extended = copyObject(object);
        context.machine.env.meter.elements(index + 2);
        putKey(extended, key, value);
        return fill(index + 1, extended, third);
      };
      if (entry.value === null) return use(getField(input, key), second);
      return each(entry.value, context, input, out, second, use);
    });
  };
  return fill(0, {}, retry);
}

function interpolate(
  parts: readonly (string | Expression)[],
  format: string,
  context: Context,
  [input, path, out, retry]: Rest,
): Step {
  const { meter } = context.machine.env;
  const join = (index: number, text: string, next: Retry): Step => {
    const part = parts[index];
    meter.text(Math.min(text.length, 64));
    if (part === undefined) return give(text, input, path, out, next);
    if (typeof part === 'string') return join(index - 1, part + text, next);
    return each(part, context, input, out, next, (value, third) =>
      join(index - 1, formatValue(format, value, meter) + text, third),
    );
  };
  return join(parts.length - 1, '', retry);
}
