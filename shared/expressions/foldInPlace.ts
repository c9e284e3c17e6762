import type { Code, Env, Single } from './code.ts';
import { operandOf, outputOf } from './codes.ts';
import { operationOf } from './compileOperators.ts';
import type { Meter } from './meter.ts';
import { appendOwned, type Owned, updateOwned } from './ownedUpdate.ts';
import type { Assignment, AssignOperator, BinaryOperator, Expression } from './syntax.ts';
import { isTrue, type Value } from './value.ts';

/**
 * One step of a `reduce` whose update only grows or changes its state: gives the next state, changing what is owned in place.
 * Undefined where the update has no output.
 */
export type StateChange = (env: Env, state: Value, owned: Owned) => Value | undefined;

/** Compiles a part of the update. */
type Compile = (node: Expression) => Code;

/** Makes a new value of the one that stands at a path. */
type Combine = (old: Value, value: Value, owned: Owned, meter: Meter) => Value;

/** The in-place form of an update, or null where it has none: then the state is copied as usual. */
export function compileStateChange(node: Expression, compile: Compile): StateChange | null {
  switch (node.kind) {
    case 'identity':
      return keep;
    case 'pipe': {
      const first = compileStateChange(node.left, compile);
      const second = first === null ? null : compileStateChange(node.right, compile);
      if (first === null || second === null) return null;
      return (env, state, owned) => {
        const between = first(env, state, owned);
        return between === undefined ? undefined : second(env, between, owned);
      };
    }
    case 'if':
      return compileChoice(node, compile);
    case 'binary':
      if (node.operator !== '+' || node.left.kind !== 'identity') return null;
      return compileAppend(node.right, compile);
    case 'assign':
      return compileAssign(node, compile);
    default:
      return null;
  }
}

const keep: StateChange = (_env, state) => state;

function compileChoice(node: Extract<Expression, { kind: 'if' }>, compile: Compile): StateChange | null {
  const test = compile(node.condition).single;
  const then = compileStateChange(node.then, compile);
  const otherwise = node.otherwise === null ? keep : compileStateChange(node.otherwise, compile);
  if (test === null || then === null || otherwise === null) return null;
  return (env, state, owned) => {
    const met = test(env, state);
    if (met === undefined) return undefined;
    return isTrue(met) ? then(env, state, owned) : otherwise(env, state, owned);
  };
}

function compileAppend(right: Expression, compile: Compile): StateChange | null {
  const operand = operandOf(compile(right));
  if (operand === null) return null;
  const isShared = sharing(right);
  return (env, state, owned) => {
    const addition = outputOf(operand, env, state);
    if (addition === undefined) return undefined;
    if (isShared(addition)) owned.clear();
    return append(state, addition, owned, env.meter);
  };
}

const plus = operationOf('+');

function append(old: Value, addition: Value, owned: Owned, meter: Meter): Value {
  if (typeof old === 'number' && typeof addition === 'number') return old + addition;
  return appendOwned(old, addition, owned, meter) ?? plus(old, addition, meter);
}

function compileAssign(node: Assignment, compile: Compile): StateChange | null {
  const keys = compileKeys(node.left, compile);
  if (keys === null) return null;
  if (node.operator === '|=') {
    const { right } = node;
    const isAppend = right.kind === 'binary' && right.operator === '+' && right.left.kind === 'identity';
    if (isAppend && !mayShare(right.right)) return compileCombine(keys, right.right, append, compile);
    return compileModify(keys, right, compile);
  }
  return compileCombine(keys, node.right, combineOf(node.operator), compile);
}

function compileCombine(
  keys: readonly Single[],
  right: Expression,
  combine: Combine,
  compile: Compile,
): StateChange | null {
  const { single } = compile(right);
  if (single === null) return null;
  const isShared = sharing(right);
  return (env, state, owned) => {
    const value = single(env, state);
    if (value === undefined) return undefined;
    const path = pathOf(keys, env, state);
    if (path === undefined) return undefined;
    if (isShared(value)) owned.clear();
    const { meter } = env;
    return updateOwned(state, path, (old) => combine(old, value, owned, meter), owned, meter);
  };
}

function compileModify(keys: readonly Single[], right: Expression, compile: Compile): StateChange | null {
  const change = compile(right);
  const { single } = change;
  if (single === null || !change.isExact) return null;
  return (env, state, owned) => {
    const path = pathOf(keys, env, state);
    if (path === undefined) return undefined;
    const update = (old: Value): Value => {
      const value = single(env, old) ?? null;
      if (typeof value === 'object' && value !== null) owned.clear();
      return value;
    };
    return updateOwned(state, path, update, owned, env.meter);
  };
}

function combineOf(operator: Exclude<AssignOperator, '|='>): Combine {
  if (operator === '=') return (_old, value) => value;
  if (operator === '+=') return append;
  if (operator === '//=') return (old, value) => (isTrue(old) ? old : value);
  const operation = operationOf(operator.slice(0, -1) as BinaryOperator);
  return (old, value, _owned, meter) => operation(old, value, meter);
}

/** The keys of a path that is one chain of fields and positions, outermost first; null for any other path. */
function compileKeys(node: Expression, compile: Compile): Single[] | null {
  if (node.kind === 'identity') return [];
  if ((node.kind !== 'field' && node.kind !== 'index') || node.isOptional) return null;
  const outer = compileKeys(node.target, compile);
  if (outer === null) return null;
  if (node.kind === 'field') return [...outer, () => node.name];
  const { single } = compile(node.index);
  return single === null ? null : [...outer, single];
}

function pathOf(keys: readonly Single[], env: Env, state: Value): Value[] | undefined {
  const path: Value[] = [];
  for (const key of keys) {
    const value = key(env, state);
    if (value === undefined) return undefined;
    path.push(value);
  }
  return path;
}

/** Tells whether a value that `node` gave may be, or hold, a part of the state it was computed from: it would be there twice. */
function sharing(node: Expression): (value: Value) => boolean {
  if (!mayShare(node)) return () => false;
  const isMadeAnew = node.kind === 'array' || node.kind === 'object';
  return (value) => typeof value === 'object' && value !== null && !(isMadeAnew && isFlat(value));
}

/** Whether an array or object is small and holds nothing but scalars. */
function isFlat(value: object): boolean {
  const children = Object.values(value);
  return children.length <= 16 && children.every((child) => typeof child !== 'object' || child === null);
}

/** Whether an expression may give a part of its input: anything but variables, literals and what is built of them. */
function mayShare(node: Expression): boolean {
  switch (node.kind) {
    case 'literal':
    case 'variable':
      return false;
    case 'field':
    case 'iterate':
      return mayShare(node.target);
    case 'index':
      return mayShare(node.target);
    case 'array':
      return node.body !== null && mayShare(node.body);
    case 'comma':
    case 'binary':
    case 'alternative':
      return mayShare(node.left) || mayShare(node.right);
    case 'pipe':
      return mayShare(node.left);
    case 'object':
      return node.entries.some(({ value }) => value === null || mayShare(value));
    default:
      return true;
  }
}
