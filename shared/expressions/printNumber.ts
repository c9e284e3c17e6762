import type { Decimal } from './decimal.ts';

/** A number as jq prints it: 17 significant digits at most, `1e+17` for large and `1e-05` for small ones. */
export function printNumber(value: number | Decimal): string {
  if (typeof value !== 'number') return value.text;
  if (Number.isInteger(value) && Math.abs(value) < 1e16) return Object.is(value, -0) ? '-0' : String(value);
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-4 && magnitude < 1e15) return String(value);
  if (Number.isNaN(value)) return 'null';
  if (!Number.isFinite(value)) return value > 0 ? '1.7976931348623157e+308' : '-1.7976931348623157e+308';
  const [mantissa = '', exponentText = '0'] = Math.abs(value).toExponential().split('e');
  return (value < 0 ? '-' : '') + layOut(mantissa.replace('.', ''), Number(exponentText));
}

/** Lays out shortest digits as David Gay's `g_fmt` does, which jq uses. */
function layOut(digits: string, exponent: number): string {
  const point = exponent + 1;
  if (point <= -4 || point > digits.length + 15) {
    const mantissa = digits.length === 1 ? digits : `${digits[0]}.${digits.slice(1)}`;
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length);
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}
