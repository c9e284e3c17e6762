/** Lanczos' approximation for g = 6.0247 with 13 terms: its sum as a quotient of two polynomials, exact to double precision. */
const g = 6.024_680_040_776_729_6;
const numerator = [
  2.506_628_274_631_000_2, 210.824_277_751_579_36, 8071.672_002_365_816, 186_056.265_395_223_5, 2_876_370.628_935_372_5,
  31_426_415.585_400_194, 248_874_557.862_054_17, 1_439_720_407.311_721_8, 6_039_542_586.352_028, 17_921_034_426.037_21,
  35_711_959_237.355_67, 42_919_803_642.649_1, 23_531_376_880.410_76,
];
const denominator = [
  1, 66, 1925, 32_670, 357_423, 2_637_558, 13_339_535, 45_995_730, 105_258_076, 150_917_976, 120_543_840, 39_916_800, 0,
];

/** The sum for a positive number; both polynomials in falling powers below five, in rising ones of the reciprocal above. */
function lanczosSum(x: number): number {
  let [above, below] = [0, 0];
  const isSmall = x < 5;
  for (let i = 0; i < numerator.length; i++) {
    const at = isSmall ? i : numerator.length - 1 - i;
    above = isSmall ? above * x + (numerator[at] ?? 0) : above / x + (numerator[at] ?? 0);
    below = isSmall ? below * x + (denominator[at] ?? 0) : below / x + (denominator[at] ?? 0);
  }
  return above / below;
}

function isPole(x: number): boolean {
  return x <= 0 && Number.isInteger(x);
}

/** ln |Γ(x)|; infinite at the poles and at both infinities. */
export function lgamma(x: number): number {
  if (Number.isNaN(x)) return x;
  if (isPole(x) || !Number.isFinite(x)) return Number.POSITIVE_INFINITY;
  if (x === 1 || x === 2) return 0;
  const size = Math.abs(x);
  if (size < 1e-20) return -Math.log(size);
  const value = Math.log(lanczosSum(size)) - g + (size - 0.5) * (Math.log(size + g - 0.5) - 1);
  if (x > 0) return value;
  return Math.log(Math.PI) - Math.log(Math.abs(sinPi(size))) - Math.log(size) - value;
}

/** The sign of Γ(x) as C has it: 1 where there is none. */
export function signOfGamma(x: number): number {
  return x < 0 && Number.isFinite(x) && !isPole(x) && Math.floor(x) % 2 !== 0 ? -1 : 1;
}

/** Γ(x); no number at the negative poles. */
export function tgamma(x: number): number {
  if (x === 0) return 1 / x;
  if (Number.isNaN(x) || x === Number.POSITIVE_INFINITY) return x;
  if (isPole(x) || !Number.isFinite(x)) return Number.NaN;
  if (Number.isInteger(x) && x < 24) return factorial(x - 1);
  const size = Math.abs(x);
  if (size > largest) return x > 0 ? Number.POSITIVE_INFINITY : 0;
  const base = size + (g - 0.5);
  // What rounding took from the base, which the power would magnify.
  const lost = size > g - 0.5 ? base - size - (g - 0.5) : base - (g - 0.5) - size;
  // In two halves, as the power alone overflows before its product with the exponential does.
  const half = base ** (size / 2 - 0.25);
  const value = (lanczosSum(size) / Math.exp(base)) * half * half * (1 + (lost * g) / base);
  return x > 0 ? value : -Math.PI / sinPi(size) / size / value;
}

/** Γ is beyond all doubles from here on, and its reciprocal below them. */
const largest = 185;

function factorial(n: number): number {
  let product = 1;
  for (let i = 2; i <= n; i++) product *= i;
  return product;
}

/** sin(πx) for a positive number, reduced first, so that large ones are exact too. */
function sinPi(x: number): number {
  return Math.sin(Math.PI * (x % 2));
}
