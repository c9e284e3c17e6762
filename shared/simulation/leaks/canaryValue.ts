import { ibanCheckDigits, luhnCheckDigit } from '../../masking/checkDigits.ts';
import type { Random } from '../random.ts';

/**
 * Another value of the same format: length, separators, kinds of characters, check digits and, of what is compared and
 * computed with, the order of magnitude. So that conditions, patterns and schemas judge it as they judge the value.
 */
export function canaryValue(datum: string, sensitiveClass: string, random: Random): string {
  const digits = datum.replace(/[^0-9]/g, '');
  if (/^\d{4}-\d{2}-\d{2}/.test(datum)) return otherDate(datum, random);
  if (/^\d{1,2}([./-])\d{1,2}\1\d{4}$/.test(datum)) return otherLocalDate(datum, random);
  if (sensitiveClass === 'card' && digits.length >= 12 && digits.length <= 19) return otherCard(datum, digits, random);
  if (sensitiveClass === 'iban' && /^[A-Z]{2}\d{2}[A-Z0-9 ]+$/i.test(datum)) return otherIban(datum, random);
  if (sensitiveClass === 'ssn' && digits.length === 9 && !/[a-z]/i.test(datum)) return otherSsn(datum, random);
  if (datum.includes('@')) return otherAddress(datum, random);
  if (sensitiveClass === 'phone') return keepStart(datum, Math.max(0, digits.length - 6), random);
  if (/^(\d{1,3}\.){3}\d{1,3}$/.test(datum)) return datum.replace(/\d+/g, (part) => otherOctet(part, random));
  if (/^-?\d+(\.\d+)?$/.test(datum)) return otherNumber(datum, sensitiveClass, random);
  return otherShape(datum, random);
}

/** Replaces digits by digits and letters by letters of the same case; a value of hexadecimal digits stays one. */
function otherShape(text: string, random: Random): string {
  const letters = /^[0-9a-f]+([-:][0-9a-f]+)*$/i.test(text) ? 6 : 26;
  return text.replace(/\p{Nd}|\p{L}/gu, (character) => {
    if (/\p{Nd}/u.test(character)) return otherDigit(character, random);
    const letter = otherLetter(character.toLowerCase(), letters, random);
    return character === character.toLowerCase() ? letter : letter.toUpperCase();
  });
}

function otherDigit(digit: string, random: Random): string {
  return String((Number(digit) + 1 + (random.integer() % 9)) % 10);
}

function otherLetter(letter: string, count: number, random: Random): string {
  const place = (letter.charCodeAt(0) + 26 * count - 97) % count;
  return String.fromCharCode(97 + ((place + 1 + (random.integer() % (count - 1))) % count));
}

function below(count: number, random: Random): number {
  return random.integer() % count;
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** The same year, so that ages hardly change; a day that every month has. */
function otherDate(text: string, random: Random): string {
  const month = padded(1 + ((Number(text.slice(5, 7)) + below(11, random)) % 12), 2);
  return `${text.slice(0, 4)}-${month}-${padded(13 + below(15, random), 2)}${text.slice(10)}`;
}

/** Both parts are twelve at most, whichever of them is the month. */
function otherLocalDate(text: string, random: Random): string {
  return text.replace(/\d{1,2}(?=[./-])/g, (part) =>
    part.length === 1 ? String(1 + below(9, random)) : padded(1 + below(12, random), 2),
  );
}

/** The issuer (ISO/IEC 7812-1: the first six digits) stays, as programs tell brands by it; the check digit is right. */
function otherCard(text: string, digits: string, random: Random): string {
  const payload = digits.slice(0, 6) + digits.slice(6, -1).replace(/\d/g, (digit) => otherDigit(digit, random));
  return withDigits(text, `${payload}${luhnCheckDigit(payload)}`);
}

function otherIban(text: string, random: Random): string {
  const compact = text.replaceAll(' ', '').toUpperCase();
  const account = otherShape(compact.slice(4), random).toUpperCase();
  const whole = `${compact.slice(0, 2)}${ibanCheckDigits(compact.slice(0, 2), account)}${account}`;
  let next = 0;
  return text.replace(/[^ ]/g, () => whole[next++] ?? '0');
}

/** Area numbers 900 to 999 with groups below 50 are issued neither as SSN nor as ITIN. */
function otherSsn(text: string, random: Random): string {
  return withDigits(
    text,
    `${900 + below(100, random)}${padded(1 + below(49, random), 2)}${padded(below(10_000, random), 4)}`,
  );
}

/** The domain stays: programs tell their own people by it. */
function otherAddress(text: string, random: Random): string {
  const at = text.lastIndexOf('@');
  return otherShape(text.slice(0, at), random) + text.slice(at);
}

function otherOctet(part: string, random: Random): string {
  if (part.length === 1) return String(below(10, random));
  return String(part.length === 2 ? 10 + below(90, random) : 100 + below(156, random));
}

/** Identifiers change whole; of an amount the first half of the digits stays, so that a threshold is on the same side. */
function otherNumber(text: string, sensitiveClass: string, random: Random): string {
  const digits = text.replace(/[^0-9]/g, '');
  const isAmount =
    sensitiveClass === 'salary' || sensitiveClass === 'health' || text.includes('.') || text.startsWith('-');
  const changed = keepStart(text, isAmount ? Math.floor(digits.length / 2) : 1, random);
  // A last digit that is zero would be lost after a point.
  return text.includes('.') ? changed.replace(/0$/, '7') : changed;
}

/** Keeps the first digits and the separators. */
function keepStart(text: string, kept: number, random: Random): string {
  let place = 0;
  return text.replace(/\d/g, (digit) => (place++ < kept ? digit : otherDigit(digit, random)));
}

function withDigits(text: string, digits: string): string {
  let next = 0;
  return text.replace(/\d/g, () => digits[next++] ?? '0');
}
