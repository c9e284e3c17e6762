import { cannotIterate, getField, getIndex, getSlice, sliceKey } from './access.ts';
import { Failure, fail } from './failure.ts';
import type { Context, Receiver, Retry, Step } from './machine.ts';
import { attempt } from './machine.ts';
import { each, evaluateNode, type Rest } from './machineNodes.ts';
import { extendPath, lostPath, type Path } from './path.ts';
import type { Field, Index, Iterate, Slice } from './syntax.ts';
import { getKey, isArray, isObject, keysOf, type Value } from './value.ts';

/** A step by a known key. */
interface Access {
  readonly key: Value;
  readonly get: (target: Value) => Value;
}

/** `.name`, `[index]`, `[from:to]` and `[]` behind a target. */
export function evaluateAccess(node: Field | Index | Slice | Iterate, context: Context, ...rest: Rest): Step {
  const [input, path, out, retry] = rest;
  const reach = (access: Access, next: Retry): Step => {
    const receiver = context.machine.receiver(out, (target, at, after) =>
      take(access, node.isOptional, context, [target, at, out, after]),
    );
    return evaluateNode(node.target, context, input, path, receiver, next);
  };
  switch (node.kind) {
    case 'field':
      return reach({ key: node.name, get: (target) => getField(target, node.name) }, retry);
    case 'index':
      return each(node.index, context, input, out, retry, (key, next) =>
        reach({ key, get: (target) => getIndex(target, key, context.machine.env.meter) }, next),
      );
    case 'slice':
      return bound(node.from, context, input, out, retry, (from, second) =>
        bound(node.to, context, input, out, second, (to, next) =>
          reach(
            { key: sliceKey(from, to), get: (target) => getSlice(target, from, to, context.machine.env.meter) },
            next,
          ),
        ),
      );
    default: {
      const receiver = context.machine.receiver(out, (target, at, next) =>
        iterateOver(target, node.isOptional, context, [target, at, out, next]),
      );
      return evaluateNode(node.target, context, input, path, receiver, retry);
    }
  }
}

function bound(
  node: Slice['from'],
  context: Context,
  input: Value,
  out: Receiver,
  retry: Retry,
  use: (value: Value, retry: Retry) => Step,
): Step {
  return node === null ? use(null, retry) : each(node, context, input, out, retry, use);
}

function take({ key, get }: Access, isOptional: boolean, context: Context, [target, path, out, retry]: Rest): Step {
  return attempt(context, () => {
    if (path === lostPath) {
      fail(
        (show) => `Invalid path expression near attempt to access element ${show.text(key)} of ${show.text(target)}`,
      );
    }
    let value: Value;
    try {
      value = get(target);
    } catch (error) {
      if (isOptional && error instanceof Failure) return retry.step;
      throw error;
    }
    const at: Path | null = path === null ? null : extendPath(path, key);
    return () => out.take(value, at, retry);
  });
}

function iterateOver(target: Value, isOptional: boolean, context: Context, [, path, out, retry]: Rest): Step {
  return attempt(context, () => {
    if (path === lostPath)
      fail((show) => `Invalid path expression near attempt to iterate through ${show.text(target)}`);
    if (!isArray(target) && !isObject(target)) return isOptional ? retry.step : cannotIterate(target);
    const keys = isArray(target) ? null : keysOf(target);
    const count = keys === null ? (target as readonly Value[]).length : keys.length;
    const next = (index: number): Step => {
      if (index >= count) return retry.step;
      const key: Value = keys === null ? index : (keys[index] ?? '');
      const value = isArray(target) ? (target[index] ?? null) : getKey(target, String(key));
      const at = path === null ? null : extendPath(path, key);
      const after = index + 1 < count ? context.machine.retry(retry, () => next(index + 1)) : retry;
      return () => out.take(value, at, after);
    };
    return next(0);
  });
}
