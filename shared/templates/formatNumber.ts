/** Symbols of the currencies that people know by them; any other is written with its code. */
const symbols: Readonly<Record<string, string>> = { EUR: '€', USD: '$', GBP: '£', JPY: '¥', INR: '₹', KRW: '₩' };

/** Decimals where they are not two (ISO 4217, table A.1). */
const decimalsOf: Readonly<Record<string, number>> = {
  BHD: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

/**
 * `1234.5` as `1,234.5`: a comma every three digits, a point before the decimals, on every machine. `decimals` (0 to 20)
 * fixes their number, rounding the number's exact value half up; without it they are as many as the number has.
 */
export function formatNumber(value: number, decimals?: number): string {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e21) return String(value);
  const places = decimals === undefined ? undefined : Math.min(20, Math.max(0, Math.trunc(decimals)));
  const written = places === undefined ? plain(Math.abs(value)) : Math.abs(value).toFixed(places);
  const [whole = '0', fraction] = written.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const isZero = !/[1-9]/.test(written);
  return `${value < 0 && !isZero ? '-' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** `€1,234.50`, or `CHF 1,234.50` for a currency without a symbol of its own. What is no code is shown as it is. */
export function formatCurrency(value: number, code = 'USD'): string {
  const isCode = /^[A-Za-z]{3}$/.test(code);
  const known = isCode ? code.toUpperCase() : '';
  const amount = formatNumber(Math.abs(value), decimalsOf[known] ?? 2);
  const sign = value < 0 && /[1-9]/.test(amount) ? '-' : '';
  const shown = isCode ? known : code.trim();
  return `${sign}${symbols[known] ?? (shown === '' ? '' : `${shown} `)}${amount}`;
}

/** Without an exponent, however small. */
function plain(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/0+$/, '').replace(/\.$/, '') : text;
}
