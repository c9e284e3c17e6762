import { add, divide, modulo, multiply, negate, type Operation, subtract } from './arithmetic.ts';
import type { Code, Fill, Run, Single } from './code.ts';
import {
  eachThen,
  exactly,
  forEach,
  fromRun,
  fromSingle,
  type Operand,
  operandOf,
  outputOf,
  pathOfComputed,
} from './codes.ts';
import { compare, equals } from './compare.ts';
import type { BinaryOperator } from './syntax.ts';
import { copyObject, hasPlatformOrder, isObject, isTrue, sizeOf, type Value } from './value.ts';

type NumberOperation = (a: number, b: number) => Value;

interface Operator {
  /** What the operator does with any two values. */
  readonly apply: Operation;
  /** The same for two doubles; null where that needs care. */
  readonly onNumbers: NumberOperation | null;
}

/** NaN is below every number to jq, also below itself. */
const operators: Readonly<Record<BinaryOperator, Operator>> = {
  '+': { apply: add, onNumbers: (a, b) => a + b },
  '-': { apply: subtract, onNumbers: (a, b) => a - b },
  '*': { apply: multiply, onNumbers: (a, b) => a * b },
  '/': { apply: divide, onNumbers: null },
  '%': { apply: modulo, onNumbers: null },
  '==': { apply: equals, onNumbers: (a, b) => a === b },
  '!=': { apply: (a, b, meter) => !equals(a, b, meter), onNumbers: (a, b) => a !== b },
  '<': { apply: (a, b, meter) => compare(a, b, meter) < 0, onNumbers: (a, b) => a < b || Number.isNaN(a) },
  '<=': { apply: (a, b, meter) => compare(a, b, meter) <= 0, onNumbers: (a, b) => a <= b || Number.isNaN(a) },
  '>': { apply: (a, b, meter) => compare(a, b, meter) > 0, onNumbers: (a, b) => !(a <= b || Number.isNaN(a)) },
  '>=': { apply: (a, b, meter) => compare(a, b, meter) >= 0, onNumbers: (a, b) => !(a < b || Number.isNaN(a)) },
};

/** The function behind an operator, for update assignments. */
export function operationOf(operator: BinaryOperator): Operation {
  return operators[operator].apply;
}

/** `left op right`: every right value in turn, and for each every left value (jq's order). */
export function compileBinary(operator: BinaryOperator, left: Code, right: Code): Code {
  const { apply, onNumbers } = operators[operator];
  const first = operandOf(left);
  const second = operandOf(right);
  if (first !== null && second !== null) {
    const single =
      right.constant === undefined
        ? binarySingle(first, second, apply, onNumbers)
        : constantSingle(first, right.constant, apply, onNumbers);
    const isExact = left.isExact && right.isExact;
    const addsToInput = operator === '+' && left.fields?.length === 0;
    return fromSingle(addsToInput && right.fill !== undefined ? addFilled(right.fill, single) : single, isExact);
  }
  return fromRun((env, input, path, emit) =>
    forEach(right, env, input, (b) =>
      forEach(left, env, input, (a) => {
        const value = apply(a, b, env.meter);
        return emit(value, pathOfComputed(value, input, path));
      }),
    ),
  );
}

function binarySingle(left: Operand, right: Operand, apply: Operation, onNumbers: NumberOperation | null): Single {
  return (env, input) => {
    const b = outputOf(right, env, input);
    if (b === undefined) return undefined;
    const a = outputOf(left, env, input);
    if (a === undefined) return undefined;
    if (onNumbers !== null && typeof a === 'number' && typeof b === 'number') return onNumbers(a, b);
    return apply(a, b, env.meter);
  };
}

/** The same where the right side is a constant. */
function constantSingle(left: Operand, b: Value, apply: Operation, onNumbers: NumberOperation | null): Single {
  if (onNumbers !== null && typeof b === 'number') {
    return (env, input) => {
      const a = outputOf(left, env, input);
      if (typeof a === 'number') return onNumbers(a, b);
      return a === undefined ? undefined : apply(a, b, env.meter);
    };
  }
  return (env, input) => {
    const a = outputOf(left, env, input);
    return a === undefined ? undefined : apply(a, b, env.meter);
  };
}

/** `. + {…}`: the entries go straight into a copy of the input, where that is an object. */
function addFilled(fill: Fill, otherwise: Single): Single {
  return (env, input) => {
    if (!isObject(input) || !hasPlatformOrder(input)) return otherwise(env, input);
    env.meter.object(sizeOf(input));
    const sum = copyObject(input);
    return fill(env, input, sum) ? sum : undefined;
  };
}

const negation: Code = exactly((_env, input) => negate(input));

/** `-operand` */
export function compileNegation(operand: Code): Code {
  const value = operandOf(operand);
  if (value === null) return compilePipe(operand, negation);
  const single: Single = (env, input) => {
    const number = outputOf(value, env, input);
    if (typeof number === 'number') return 0 - number;
    return number === undefined ? undefined : negate(number);
  };
  return fromSingle(single, operand.isExact);
}

/** `left | right` */
export function compilePipe(left: Code, right: Code): Code {
  const run = pipeRun(left, right);
  const first = operandOf(left);
  const second = right.single;
  if (first === null || second === null) return { ...fromRun(run), ...eachThen(left.each, second) };
  const single: Single = (env, input) => {
    const value = outputOf(first, env, input);
    return value === undefined ? undefined : second(env, value);
  };
  return { run, single, isExact: left.isExact && right.isExact };
}

function pipeRun(left: Code, right: Code): Run {
  const second = right.single;
  if (second === null) {
    return (env, input, path, emit) => left.run(env, input, path, (value, at) => right.run(env, value, at, emit));
  }
  return (env, input, path, emit) => {
    if (path !== null) return left.run(env, input, path, (value, at) => right.run(env, value, at, emit));
    return left.run(env, input, null, (value) => {
      const result = second(env, value);
      return result === undefined ? false : emit(result, null);
    });
  };
}

/** `left, right` */
export function compileComma(left: Code, right: Code): Code {
  return fromRun((env, input, path, emit) => {
    env.meter.step();
    return left.run(env, input, path, emit) || right.run(env, input, path, emit);
  });
}

/** `left and right`, `left or right`: the right side runs only where it matters (`decisive` is what settles it). */
export function compileLogic(left: Code, right: Code, decisive: boolean): Code {
  const first = operandOf(left);
  const second = operandOf(right);
  if (first !== null && second !== null) {
    const single: Single = (env, input) => {
      const a = outputOf(first, env, input);
      if (a === undefined) return undefined;
      if (isTrue(a) === decisive) return decisive;
      const b = outputOf(second, env, input);
      return b === undefined ? undefined : isTrue(b);
    };
    return fromSingle(single, left.isExact && right.isExact);
  }
  return fromRun((env, input, path, emit) => {
    const give = (value: boolean): boolean => emit(value, pathOfComputed(value, input, path));
    return forEach(left, env, input, (a) => {
      if (isTrue(a) === decisive) return give(decisive);
      return forEach(right, env, input, (b) => give(isTrue(b)));
    });
  });
}

/** `left // right`: the true outputs of the left side; the right side where there are none. An error is an error. */
export function compileAlternative(left: Code, right: Code): Code {
  const run: Run = (env, input, path, emit) => {
    let found = false;
    const stopped = left.run(env, input, path, (value, at) => {
      if (!isTrue(value)) return false;
      found = true;
      return emit(value, at);
    });
    return stopped || (!found && right.run(env, input, path, emit));
  };
  const first = left.single;
  const second = right.single;
  if (first === null || second === null) return fromRun(run);
  const { constant } = right;
  const single: Single = (env, input) => {
    const value = first(env, input);
    if (value !== undefined && isTrue(value)) return value;
    return constant ?? second(env, input);
  };
  return { run, single, isExact: right.isExact };
}
