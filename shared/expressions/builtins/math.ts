import { isDecimal } from '../decimal.ts';
import { fail, failWith } from '../failure.ts';
import { isNumber, toDouble, type Value } from '../value.ts';
import { lgamma, signOfGamma, tgamma } from './gamma.ts';
import type { Native, NativeTable } from './native.ts';
import { besselJ, besselY, erf, erfc, maxBesselOrder } from './specialFunctions.ts';

function number(value: Value): number {
  if (!isNumber(value)) return fail((show) => `${show.value(value)} number required`);
  return toDouble(value);
}

function unary(compute: (x: number) => number): Native {
  return (input) => compute(number(input));
}

function roundHalfAway(x: number): number {
  return Math.sign(x) * Math.round(Math.abs(x));
}

/** Also zero keeps the sign of the number. */
function roundHalfEven(x: number): number {
  const size = Math.abs(x);
  const floor = Math.floor(size);
  const isTie = size - floor === 0.5;
  return Math.sign(x) * (isTie ? floor + (floor % 2) : Math.round(size));
}

/** Mantissa in [0.5, 1) and exponent of a double. */
function frexp(x: number): [number, number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(x))) + 1);
  let mantissa = x * 2 ** -exponent;
  while (Math.abs(mantissa) < 0.5) {
    mantissa *= 2;
    exponent--;
  }
  while (Math.abs(mantissa) >= 1) {
    mantissa /= 2;
    exponent++;
  }
  return [mantissa, exponent];
}

function ldexp(x: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return x * 2 ** half * 2 ** (exponent - half);
}

function absolute(input: Value): Value {
  if (isDecimal(input)) return input.negative ? input.negated() : input;
  if (typeof input === 'number') return input < 0 ? -input : input === 0 ? 0 : input;
  return input;
}

/** `abs`: numbers lose their sign; what is above numbers in jq's order stays. */
function abs(input: Value): Value {
  if (input === null || typeof input === 'boolean') return failWith(input, 'cannot be negated');
  return absolute(input);
}

const isNormal = (x: number): boolean => Number.isFinite(x) && Math.abs(x) >= 2.2250738585072014e-308;

function logb(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  return Number.isFinite(x) ? frexp(x)[1] - 1 : Math.abs(x);
}

const simple: Readonly<Record<string, (x: number) => number>> = {
  floor: Math.floor,
  ceil: Math.ceil,
  round: roundHalfAway,
  trunc: Math.trunc,
  rint: roundHalfEven,
  nearbyint: roundHalfEven,
  sqrt: Math.sqrt,
  cbrt: Math.cbrt,
  fabs: Math.abs,
  exp: Math.exp,
  exp2: (x) => 2 ** x,
  exp10: (x) => 10 ** x,
  expm1: Math.expm1,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  logb,
  gamma: lgamma,
  lgamma,
  tgamma,
  significand: (x) => (x === 0 || !Number.isFinite(x) ? x : frexp(x)[0] * 2),
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  pow10: (x) => 10 ** x,
  erf,
  erfc,
  j0: (x) => besselJ(0, x),
  j1: (x) => besselJ(1, x),
  y0: (x) => besselY(0, x),
  y1: (x) => besselY(1, x),
};

/** A Bessel function of any order: the work grows with it. */
function ofOrder(compute: (order: number, x: number) => number): Native {
  return (_input, meter, given, x) => {
    const order = Math.trunc(number(given));
    if (!(Math.abs(order) <= maxBesselOrder)) return fail(`orders beyond ${maxBesselOrder} are not computed`);
    meter.work(Math.abs(order));
    return compute(order, number(x));
  };
}

const binary: Readonly<Record<string, (x: number, y: number) => number>> = {
  pow: (x, y) => (x === 1 || y === 0 ? 1 : x ** y),
  atan2: Math.atan2,
  fmod: (x, y) => x % y,
  fmin: (x, y) => (Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.min(x, y)),
  fmax: (x, y) => (Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.max(x, y)),
  fdim: (x, y) => (x > y ? x - y : 0),
  hypot: Math.hypot,
  ldexp,
  scalb: ldexp,
  scalbln: ldexp,
  copysign: (x, y) => (Object.is(Math.sign(y), -0) || y < 0 ? -Math.abs(x) : Math.abs(x)),
  drem: (x, y) => x - y * roundHalfEven(x / y),
  remainder: (x, y) => x - y * roundHalfEven(x / y),
};

function nextAfter(x: number, towards: number): number {
  if (Number.isNaN(x) || Number.isNaN(towards)) return Number.NaN;
  if (x === towards) return towards;
  if (x === 0) return towards > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const away = x > 0 === towards > x;
  view.setBigUint64(0, view.getBigUint64(0) + (away ? 1n : -1n));
  return view.getFloat64(0);
}

/** Builtins over numbers. */
export const mathNatives: NativeTable = {
  ...Object.fromEntries(Object.entries(simple).map(([name, compute]) => [`${name}/0`, unary(compute)])),
  ...Object.fromEntries(
    Object.entries(binary).map(([name, compute]): [string, Native] => [
      `${name}/2`,
      (_input, _meter, x, y) => compute(number(x), number(y)),
    ]),
  ),
  'jn/2': ofOrder(besselJ),
  'yn/2': ofOrder(besselY),
  'fma/3': (_input, _meter, x, y, z) => number(x) * number(y) + number(z),
  'abs/0': abs,
  'frexp/0': (input) => frexp(number(input)),
  'lgamma_r/0': (input) => [lgamma(number(input)), signOfGamma(number(input))],
  'modf/0': (input) => {
    const x = number(input);
    const whole = Math.trunc(x);
    // The rest has the sign of the number, zero too.
    return [whole === x ? Math.sign(x) * 0 : x - whole, whole];
  },
  'nextafter/2': (_input, _meter, x, y) => nextAfter(number(x), number(y)),
  'nexttoward/2': (_input, _meter, x, y) => nextAfter(number(x), number(y)),
  'infinite/0': () => Number.POSITIVE_INFINITY,
  'nan/0': () => Number.NaN,
  'isinfinite/0': (input) => isNumber(input) && Math.abs(toDouble(input)) === Number.POSITIVE_INFINITY,
  'isnan/0': (input) => Number.isNaN(input),
  'isnormal/0': (input) => isNumber(input) && isNormal(toDouble(input)),
};
