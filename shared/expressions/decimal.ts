import { printNumber } from './printNumber.ts';
import type { Value } from './value.ts';

/** Digits beyond which a literal is read as the double nearest to it. */
const maxDigits = 10_000;

/**
 * A number literal whose text a double would not give back (`100000000000000000001`, `1.000`, `1E+1000`).
 * It keeps its text until something is computed from it; then its double counts (jq 1.8 manual, "Numbers").
 */
export class Decimal {
  readonly negative: boolean;
  /** Coefficient without leading zeros; `0` for zero. */
  readonly digits: string;
  /** Power of ten that the coefficient is multiplied by. */
  readonly exponent: number;
  /** The nearest double, at most the largest finite one. */
  readonly double: number;

  /** `double` is given where it is known. */
  constructor(negative: boolean, digits: string, exponent: number, double?: number) {
    this.negative = negative;
    this.digits = digits;
    this.exponent = exponent;
    const nearest = double ?? Number(`${negative ? '-' : ''}${digits}e${exponent}`);
    this.double = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, nearest));
  }

  /** The canonical text: scientific notation of the General Decimal Arithmetic specification. */
  get text(): string {
    const sign = this.negative ? '-' : '';
    const adjusted = this.exponent + this.digits.length - 1;
    if (this.exponent <= 0 && adjusted >= -6) return sign + plainNotation(this.digits, this.exponent);
    const mantissa = this.digits.length === 1 ? this.digits : `${this.digits[0]}.${this.digits.slice(1)}`;
    return `${sign}${mantissa}E${adjusted < 0 ? '-' : '+'}${Math.abs(adjusted)}`;
  }

  /** The same number with the other sign; zero has none then, as in the decimal arithmetic of jq. */
  negated(): Decimal {
    return new Decimal(!this.negative && this.digits !== '0', this.digits, this.exponent, 0 - this.double);
  }
}

/** Whether a value is a kept literal. */
export function isDecimal(value: Value): value is Decimal {
  return value instanceof Decimal;
}

function plainNotation(digits: string, exponent: number): string {
  if (exponent === 0) return digits;
  const point = digits.length + exponent;
  return point > 0 ? `${digits.slice(0, point)}.${digits.slice(point)}` : `0.${'0'.repeat(-point)}${digits}`;
}

const literalShape = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

const special = /^([+-]?)(?:nan|(inf(?:inity)?))$/i;

/** A number from its text: a double where that prints the same, the kept literal otherwise; null if it is no number. */
export function parseNumber(text: string): number | Decimal | null {
  if (text.length < 16 && plainInteger.test(text)) return Number(text);
  const match = literalShape.exec(text);
  if (match === null) return parseSpecial(text);
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match;
  if (whole === '' && fraction === '') return null;
  const digits = (whole + fraction).replace(/^0+(?=.)/, '');
  const exponent = Number(exponentText) - fraction.length;
  if (digits.length > maxDigits || !Number.isSafeInteger(exponent)) return clamp(Number(text));
  const decimal = new Decimal(sign === '-', digits, exponent);
  const isExact = decimal.text === printNumber(decimal.double) && Math.abs(decimal.double) <= Number.MAX_SAFE_INTEGER;
  return isExact ? decimal.double : decimal;
}

const plainInteger = /^(?:0|-?[1-9]\d*)$/;

/** What JSON has no number for, and jq reads all the same: `nan`, `-Infinity`. */
function parseSpecial(text: string): number | null {
  const match = special.exec(text);
  if (match === null) return null;
  const [, sign, infinity] = match;
  if (infinity === undefined) return Number.NaN;
  return sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function clamp(double: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, double));
}

/** Compares two kept literals exactly: negative, zero or positive. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const aZero = a.digits === '0';
  const bZero = b.digits === '0';
  if (aZero || bZero) return (aZero ? 0 : a.negative ? -1 : 1) - (bZero ? 0 : b.negative ? -1 : 1);
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  const magnitude = compareMagnitudes(a, b);
  return a.negative ? -magnitude : magnitude;
}

function compareMagnitudes(a: Decimal, b: Decimal): number {
  const scale = a.exponent + a.digits.length - (b.exponent + b.digits.length);
  if (scale !== 0) return scale;
  const length = Math.min(a.digits.length, b.digits.length);
  const x = a.digits.slice(0, length);
  const y = b.digits.slice(0, length);
  if (x !== y) return x < y ? -1 : 1;
  if (/[1-9]/.test(a.digits.slice(length))) return 1;
  return /[1-9]/.test(b.digits.slice(length)) ? -1 : 0;
}
