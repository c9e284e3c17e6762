/** Terms that are enough for double precision wherever a series is used here. */
const terms = 120;

/** From here on the continued fraction of the complementary error function is the better one. */
const erfcFrom = 2;

/** The error function. */
export function erf(x: number): number {
  if (Number.isNaN(x)) return x;
  const size = Math.abs(x);
  const value = size < erfcFrom ? erfSeries(size) : 1 - erfcFraction(size);
  return x < 0 ? -value : x === 0 ? x : value;
}

/** The complementary error function, exact also where the error function is nearly one. */
export function erfc(x: number): number {
  return x < erfcFrom ? 1 - erf(x) : erfcFraction(x);
}

/** Abramowitz and Stegun 7.1.6: all terms are positive, so that nothing cancels. */
function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < terms; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** Abramowitz and Stegun 7.1.14. */
function erfcFraction(x: number): number {
  let fraction = x;
  for (let n = terms; n > 0; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}

const euler = 0.577_215_664_901_532_9;

/** Highest order that is computed; the work grows with it. */
export const maxBesselOrder = 10_000;

/** From here on Hankel's expansion is exact to double precision, for orders up to one. */
const asymptoticFrom = 30;

/** The Bessel function of the first kind of an integer order up to {@link maxBesselOrder} either way. */
export function besselJ(order: number, x: number): number {
  if (order < 0) return (order % 2 === 0 ? 1 : -1) * besselJ(-order, x);
  if (x < 0) return (order % 2 === 0 ? 1 : -1) * besselJ(order, -x);
  if (Number.isNaN(x)) return x;
  if (x === 0) return order === 0 ? 1 : 0;
  if (x > asymptoticFrom && order <= 1) return hankel(order, x).j;
  // Upwards the recurrence is stable as long as the order stays below the argument.
  if (x > asymptoticFrom && order < x) return upwards(order, x, hankel(0, x).j, hankel(1, x).j);
  return firstKind(order, x)[order] ?? 0;
}

/** The Bessel function of the second kind of an integer order up to {@link maxBesselOrder} either way. */
export function besselY(order: number, x: number): number {
  if (order < 0) return (order % 2 === 0 ? 1 : -1) * besselY(-order, x);
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x > asymptoticFrom) return upwards(order, x, hankel(0, x).y, hankel(1, x).y);
  const [zero, one] = secondKind(x);
  return upwards(order, x, zero, one);
}

/** Abramowitz and Stegun 9.1.27. */
function upwards(order: number, x: number, zero: number, one: number): number {
  if (order === 0) return zero;
  let [before, value] = [zero, one];
  for (let n = 1; n < order; n++) [before, value] = [value, ((2 * n) / x) * value - before];
  // A pole is reached before the last order where the value is beyond all doubles.
  return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
}

/** Orders from 0 up by Miller's downward recurrence, normalised by Abramowitz and Stegun 9.1.46. */
function firstKind(order: number, x: number): Float64Array {
  if (x < leadingBelow) return leadingTerms(order, x);
  const highest = Math.max(order, Math.ceil(x));
  const start = 2 * Math.ceil((highest + Math.sqrt(60 * highest) + 30) / 2);
  const values = new Float64Array(start + 2);
  values[start] = 1e-300;
  for (let n = start; n > 0; n--) {
    const value = ((2 * n) / x) * (values[n] ?? 0) - (values[n + 1] ?? 0);
    values[n - 1] = value;
    if (Math.abs(value) > 1e250)
      for (let above = n - 1; above <= start; above++) values[above] = (values[above] ?? 0) * 1e-250;
  }
  let sum = values[0] ?? 0;
  for (let n = 2; n <= start; n += 2) sum += 2 * (values[n] ?? 0);
  return values.map((value) => value / sum);
}

/** Below this argument the first term of the power series is exact to double precision, and the recurrence overflows. */
const leadingBelow = 1e-8;

/** Abramowitz and Stegun 9.1.7. */
function leadingTerms(order: number, x: number): Float64Array {
  const values = new Float64Array(order + 1).fill(1);
  for (let n = 1; n <= order; n++) values[n] = ((values[n - 1] ?? 0) * x) / 2 / n;
  return values;
}

/** Orders 0 and 1 by Neumann's series, Abramowitz and Stegun 9.1.88 and 9.1.89. */
function secondKind(x: number): readonly [number, number] {
  const j = firstKind(2, x);
  let zero = 0;
  let one = 0;
  for (let k = 1; 2 * k + 1 < j.length; k++) {
    const sign = k % 2 === 0 ? 1 : -1;
    zero -= (sign * (j[2 * k] ?? 0)) / k;
    one -= (sign * (2 * k + 1) * (j[2 * k + 1] ?? 0)) / (k * (k + 1));
  }
  const log = Math.log(x / 2) + euler;
  return [
    (2 / Math.PI) * (log * (j[0] ?? 0) + 2 * zero),
    (2 / Math.PI) * (-(j[0] ?? 0) / x + (log - 1) * (j[1] ?? 0) + one),
  ];
}

/** Abramowitz and Stegun 9.2.5 and 9.2.6, until the terms grow again. */
function hankel(order: number, x: number): { readonly j: number; readonly y: number } {
  if (x === Number.POSITIVE_INFINITY) return { j: 0, y: 0 };
  let term = 1;
  let [p, q] = [1, 0];
  for (let k = 1; k < terms; k++) {
    const next = (term * (4 * order * order - (2 * k - 1) ** 2)) / (k * 8 * x);
    if (Math.abs(next) >= Math.abs(term)) break;
    term = next;
    if (k % 2 === 1) q += k % 4 === 1 ? term : -term;
    else p += k % 4 === 2 ? -term : term;
  }
  const angle = x - (order / 2 + 0.25) * Math.PI;
  const size = Math.sqrt(2 / (Math.PI * x));
  return {
    j: size * (p * Math.cos(angle) - q * Math.sin(angle)),
    y: size * (p * Math.sin(angle) + q * Math.cos(angle)),
  };
}
