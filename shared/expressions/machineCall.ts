import { slowDefinition } from './builtins/slowPrelude.ts';
import { nativeOf } from './builtins/table.ts';
import { Failure, fail } from './failure.ts';
import type { Context, Entry, Names, Retry, Step } from './machine.ts';
import { attempt } from './machine.ts';
import { each, evaluateNode, give, type Rest } from './machineNodes.ts';
import type { Meter } from './meter.ts';
import { extendPath, lostPath, type Path, pathToArray, rootPath } from './path.ts';
import { getPath } from './setPath.ts';
import type { Call, Expression, FunctionDefinition } from './syntax.ts';
import { isArray, type Value } from './value.ts';

/** A call of a function, of a parameter, or of a builtin. */
export function evaluateCall(node: Call, context: Context, ...rest: Rest): Step {
  for (let at = context.names; at !== null; at = at.parent) {
    if (matches(at.entry, node)) return callEntry(at.entry, at, node, context, rest);
  }
  return callBuiltin(node.name, node.args, context, rest);
}

function matches(entry: Entry, { name, args }: Call): boolean {
  if (entry.kind === 'function')
    return entry.definition.name === name && entry.definition.parameters.length === args.length;
  return (entry.kind === 'closure' || entry.kind === 'parameter') && args.length === 0 && entry.name === name;
}

function callEntry(entry: Entry, home: Names, node: Call, context: Context, rest: Rest): Step {
  switch (entry.kind) {
    case 'parameter':
      return give(entry.value, ...rest);
    case 'closure':
      return () => evaluateNode(entry.body, { ...context, names: entry.home.parent }, ...rest);
    case 'function':
      return callFunction(entry.definition, home, node.args, context, rest);
    default:
      throw new Error('a name that is no function was compiled as a call');
  }
}

function callFunction(
  definition: FunctionDefinition,
  home: Names,
  args: readonly Expression[],
  context: Context,
  rest: Rest,
): Step {
  const [input, path, out, retry] = rest;
  // A closure's home is found by its parent, so that a missing list of names needs no case of its own.
  const caller: Names = { entry: { kind: 'variable', name: '', value: null }, parent: context.names };
  const next = (index: number, names: Names, after: Retry): Step => {
    const parameter = definition.parameters[index];
    const arg = args[index];
    if (parameter === undefined || arg === undefined) {
      return () => evaluateNode(definition.body, { ...context, names }, input, path, out, after);
    }
    const { name } = parameter;
    if (!parameter.isValue) return next(index + 1, { entry: passOn(name, arg, caller), parent: names }, after);
    return each(arg, context, input, out, after, (value, later) =>
      next(index + 1, { entry: { kind: 'parameter', name, value }, parent: names }, later),
    );
  };
  return next(0, home, retry);
}

/** A parameter that is handed on as it is stays the closure that it was: chains of them would grow with recursion. */
function passOn(name: string, arg: Expression, caller: Names): Entry {
  if (arg.kind === 'call' && arg.args.length === 0) {
    for (let at = caller.parent; at !== null; at = at.parent) {
      if (!matches(at.entry, arg)) continue;
      if (at.entry.kind === 'closure') return { ...at.entry, name };
      break;
    }
  }
  return { kind: 'closure', name, body: arg, home: caller };
}

/** A call of a builtin: natives for values, a few that steer, and the rest in jq. */
export function callBuiltin(name: string, args: readonly Expression[], context: Context, rest: Rest): Step {
  const [input, path, out, retry] = rest;
  const signature = `${name}/${args.length}`;
  const [first] = args;
  if (signature === 'empty/0') return retry.step;
  if (signature === 'halt/0') return () => null;
  if (signature === 'error/0') return context.caught(new Failure(input));
  if (signature === 'path/1' && first !== undefined) return pathsOf(first, context, rest);
  if (signature === 'getpath/1' && first !== undefined) {
    return each(first, context, input, out, retry, (keys, next) =>
      getAt(keys, context.machine.env.meter, [input, path, out, next]),
    );
  }
  const native = nativeOf(signature);
  if (native !== null) {
    const choose = (index: number, chosen: readonly Value[], next: Retry): Step => {
      const arg = args[index];
      if (arg === undefined)
        return attempt(context, () =>
          give(native(input, context.machine.env.meter, ...chosen), input, path, out, next),
        );
      return each(arg, context, input, out, next, (value, after) => choose(index - 1, [value, ...chosen], after));
    };
    return choose(args.length - 1, [], retry);
  }
  const definition = slowDefinition(signature);
  if (definition === null) throw new Error(`${signature} was compiled and cannot be run`);
  const home: Names = { entry: { kind: 'function', definition }, parent: null };
  return callFunction(definition, home, args, context, rest);
}

function pathsOf(node: Expression, context: Context, [input, path, out, retry]: Rest): Step {
  const receiver = context.machine.receiver(out, (value, at, next) =>
    attempt(context, () => {
      if (at === null || at === lostPath) fail((show) => `Invalid path expression with result ${show.text(value)}`);
      return give(pathToArray(at), input, path, out, next);
    }),
  );
  return evaluateNode(node, context, input, rootPath, receiver, retry);
}

function getAt(keys: Value, meter: Meter, [input, path, out, retry]: Rest): Step {
  if (path === lostPath) fail((show) => `Invalid path expression with result ${show.text(input)}`);
  const value = getPath(input, keys, meter);
  const at = path === null || !isArray(keys) ? path : keys.reduce<Path>(extendPath, path);
  return () => out.take(value, at, retry);
}
