import type { Json } from '../base/json.ts';
import { formatDate } from './formatDate.ts';
import { formatCurrency, formatNumber } from './formatNumber.ts';

/** A helper that makes one value of others; the first is what it works on. */
export type ValueHelper = (args: readonly (Json | undefined)[]) => Json | undefined;

/** Helpers that open a block. */
export const blockHelpers = ['if', 'unless', 'each', 'with'] as const;
/** One of {@link blockHelpers}. */
export type BlockHelper = (typeof blockHelpers)[number];

/** Arguments by name, by the helper that takes them; all other helpers take none. */
const namedArguments: Readonly<Record<string, readonly string[]>> = {
  if: ['includeZero'],
  unless: ['includeZero'],
};

/** Whether a helper takes an argument of that name. */
export function takesNamed(helper: string, name: string): boolean {
  return Object.hasOwn(namedArguments, helper) && namedArguments[helper]?.includes(name) === true;
}

/** A value as a template shows it: nothing for null, objects and lists as JSON. */
export function shownText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

/** Largest length that `truncate` takes. */
const maxTruncation = 100_000;

/**
 * The helpers that templates may use: there are no others. All give the same text on every machine, and none fails: what
 * they cannot work on is shown as it is, except by masking helpers, which hide it.
 */
export const templateHelpers: Readonly<Record<string, ValueHelper>> = {
  date: ([value, format]) =>
    typeof value === 'string' || typeof value === 'number' ? formatDate(value, optionalText(format)) : shownText(value),
  number: ([value, decimals]) => withNumber(value, (number) => formatNumber(number, optionalNumber(decimals))),
  format_number: ([value, decimals]) => withNumber(value, (number) => formatNumber(number, optionalNumber(decimals))),
  currency: ([value, ...rest]) => withNumber(value, (number) => formatCurrency(number, currencyCode(rest))),
  upper: ([value]) => shownText(value).toUpperCase(),
  lower: ([value]) => shownText(value).toLowerCase(),
  title: ([value]) => shownText(value).replace(/\p{L}[\p{L}\p{M}'’]*/gu, capitalized),
  truncate: ([value, length, suffix]) => truncated(shownText(value), optionalNumber(length), optionalText(suffix)),
  mask_card: ([value]) => maskedCard(shownText(value)),
  mask_ssn: ([value]) => maskedSsn(shownText(value)),
  mask_email: ([value]) => maskedEmail(shownText(value)),
  mask: ([value]) => (shownText(value) === '' ? '' : '****'),
  default: ([value, otherwise]) => (isEmpty(value) ? otherwise : value),
};

/** Whether a condition of a block is not met: as in Handlebars, so that an empty list counts as nothing. */
export function isEmpty(value: Json | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    value === false ||
    value === 0 ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

function optionalText(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function optionalNumber(value: Json | undefined): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Where a code is written and there is none in the data, no currency is better than a wrong one. */
function currencyCode(codes: readonly (Json | undefined)[]): string | undefined {
  return codes.length === 0 ? undefined : shownText(codes[0]);
}

function withNumber(value: Json | undefined, format: (number: number) => string): string {
  const number = optionalNumber(value);
  return number === undefined ? shownText(value) : format(number);
}

function capitalized(word: string): string {
  const [first = ''] = word;
  return first.toUpperCase() + word.slice(first.length).toLowerCase();
}

/** Counts characters, not UTF-16 units, so that no surrogate pair is cut in two. */
function truncated(text: string, length = 100, suffix = '…'): string {
  const limit = Math.min(Math.max(0, Math.trunc(length)), maxTruncation);
  if (text.length <= limit) return text;
  const characters = [...text.slice(0, 2 * (limit + 1))];
  return characters.length <= limit ? text : characters.slice(0, limit).join('') + suffix;
}

/** The last four digits, as receipts show them (PCI DSS 3.4.1 allows them); nothing of what is too short to be a card. */
function maskedCard(text: string): string {
  const digits = text.replace(/\D/g, '');
  if (text === '') return '';
  return digits.length < 12 ? '****' : `**** **** **** ${digits.slice(-4)}`;
}

function maskedSsn(text: string): string {
  const digits = text.replace(/\D/g, '');
  if (text === '') return '';
  return digits.length === 9 ? `***-**-${digits.slice(-4)}` : '***-**-****';
}

/** First letter and domain; nothing of what is no address. */
function maskedEmail(text: string): string {
  if (text === '') return '';
  const at = text.lastIndexOf('@');
  const [first = ''] = text;
  return at < 1 || text.indexOf('@') !== at ? '****' : `${first}***${text.slice(at)}`;
}
