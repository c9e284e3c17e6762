import { base, en, Faker } from '@faker-js/faker';
import type { Json } from '../base/json.ts';
import { ibanCheckDigits, luhnCheckDigit } from './checkDigits.ts';
import type { DataClass } from './dataClass.ts';
import { detectWhole, replaceEmbedded } from './detectors.ts';
import { preserveFormat } from './formatPreserving.ts';
import { keyedHash, keyedNumber } from './keyed.ts';
import { defaultOperators, type Operator } from './operator.ts';

/** Seeded anew before each draw, so that nothing is carried from one value to the next. */
const faker = new Faker({ locale: [en, base] });

/** What stands where a value was taken out. */
export const redacted = '[redacted]';

/** The replacement of one scalar. The same value, class, operator and key always give the same replacement. */
export function maskScalar(value: Json, dataClass: DataClass, operator: Operator, key: Uint8Array): Json {
  if (value === null || value === '' || typeof value === 'object') return value;
  switch (operator) {
    case 'keep':
      return value;
    case 'scrub':
      return scrubScalar(value, key);
    case 'redact':
      return redacted;
    case 'hash':
      return pseudonym(dataClass, String(value), key);
    case 'generalise':
      return generalise(value, dataClass);
    case 'fake':
      return typeof value === 'string' ? fake(value, dataClass, key) : redacted;
    case 'format-preserving':
      return restoreNumber(value, sameFormat(String(value), dataClass, key));
  }
}

function pseudonym(dataClass: DataClass, text: string, key: Uint8Array): string {
  const bytes = keyedHash(key, `pseudonym:${dataClass}`, text).slice(0, 8);
  return `${dataClass}-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** A number stays one unless it is a datum, as a card number can be. */
function scrubScalar(value: string | number | boolean, key: Uint8Array): Json {
  const text = String(value);
  const scrubbed = scrub(text, key);
  return scrubbed === text ? value : restoreNumber(value, scrubbed);
}

/** Takes the recognisable data out of a free text and leaves the rest. */
function scrub(text: string, key: Uint8Array): string {
  return replaceEmbedded(text, (datum, dataClass) =>
    String(maskScalar(datum, dataClass, defaultOperators[dataClass], key)),
  );
}

function restoreNumber(original: Json, text: string): Json {
  if (typeof original !== 'number') return text;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : redacted;
}

function sameFormat(text: string, dataClass: DataClass, key: Uint8Array): string {
  if (dataClass === 'card') return fakeCard(text, key);
  if (dataClass === 'iban') return fakeIban(text, key);
  return preserveFormat(key, dataClass, text);
}

/** Keeps the length, the separators and the first digit; the rest is enciphered and ends in a right check digit. */
function fakeCard(text: string, key: Uint8Array): string {
  const digits = text.replace(/[^0-9]/g, '');
  const body = preserveFormat(key, 'card', digits.slice(1, -1));
  const payload = `${digits.slice(0, 1)}${body}`;
  const replacement = [...`${payload}${luhnCheckDigit(payload)}`];
  let next = 0;
  return text.replace(/[0-9]/g, () => replacement[next++] ?? '0');
}

/** Keeps country, length and spacing; the account is enciphered and the check digits fit it. */
function fakeIban(text: string, key: Uint8Array): string {
  const compact = text.replaceAll(' ', '');
  const country = compact.slice(0, 2).toUpperCase();
  const account = preserveFormat(key, 'iban', compact.slice(4).toUpperCase());
  if (!/^[A-Z]{2}$/.test(country) || !/^[A-Z0-9]+$/.test(account)) return preserveFormat(key, 'iban', text);
  const replacement = `${country}${ibanCheckDigits(country, account)}${account}`;
  let next = 0;
  return text.replace(/[^ ]/g, () => replacement[next++] ?? '0');
}

/** Dates keep their year, numbers their order of magnitude; what is neither is redacted. */
function generalise(value: string | number | boolean, dataClass: DataClass): Json {
  if (typeof value === 'boolean') return redacted;
  if (dataClass === 'birthdate') {
    const year = /(?<!\d)(1[89]\d{2}|20\d{2})(?!\d)/.exec(String(value))?.[1];
    return year === undefined ? redacted : `${year}-01-01`;
  }
  const number = Number(value);
  if (!Number.isFinite(number) || number === 0) return typeof value === 'number' ? value : redacted;
  const step = 10 ** Math.floor(Math.log10(Math.abs(number)));
  const rounded = Math.round(number / step) * step;
  return typeof value === 'number' ? rounded : String(rounded);
}

/** Replacements that cannot be anybody's: reserved domains (RFC 2606), fictional telephone numbers, unissued numbers, RFC 5737 and RFC 3849 addresses. */
function fake(text: string, dataClass: DataClass, key: Uint8Array): string {
  const draw = keyedNumber(key, `fake:${dataClass}`, text.trim().toLowerCase());
  faker.seed(draw);
  switch (dataClass) {
    case 'name':
      return fakeName(text);
    case 'email':
      return `${faker.internet
        .username()
        .toLowerCase()
        .replace(/[^a-z0-9._-]/g, '')}.${draw % 10_000}@example.com`;
    case 'phone':
      return `+1-${200 + (draw % 700)}-555-01${String(draw % 100).padStart(2, '0')}`;
    case 'address':
      return `${faker.location.buildingNumber()} ${faker.location.street()}, ${faker.location.city()}`;
    case 'ssn':
      return fakeSsn(text, draw);
    case 'ip':
      return text.includes(':') ? `2001:db8::${(draw % 65_536).toString(16)}` : `192.0.2.${draw % 256}`;
    case 'birthdate':
      return `${1940 + (draw % 65)}-${String(1 + (draw % 12)).padStart(2, '0')}-${String(1 + (draw % 28)).padStart(2, '0')}`;
    default:
      return detectWhole(text) === null ? preserveFormat(key, dataClass, text) : redacted;
  }
}

/** One word stays one word, so that a column of first names keeps its form. */
function fakeName(text: string): string {
  const words = text.trim().split(/\s+/u).length;
  if (words === 1) return faker.person.firstName();
  return `${faker.person.firstName()} ${faker.person.lastName()}`;
}

/** Area numbers 900 to 999 with groups below 50 are issued neither as SSN nor as ITIN. */
function fakeSsn(text: string, draw: number): string {
  const digits = `${900 + (draw % 100)}${String(1 + (draw % 49)).padStart(2, '0')}${String((draw >>> 8) % 10_000).padStart(4, '0')}`;
  let next = 0;
  return /\d/.test(text) ? text.replace(/\d/g, () => digits[next++ % digits.length] ?? '0') : redacted;
}
