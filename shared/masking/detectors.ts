import { isValidPhoneNumber } from 'libphonenumber-js/min';
import { passesIbanCheck, passesLuhn } from './checkDigits.ts';
import type { DataClass } from './dataClass.ts';

/** Longest value that is looked at as one datum; a longer one is free text. */
const longestDatum = 254;

/** Recognises one class of data by its form, with check digits where the class has them. */
export interface Detector {
  readonly class: DataClass;
  /** Finds candidates inside a longer text. Every pattern is linear: bounded repeats, no nesting. */
  readonly candidates: RegExp;
  /** Whether a candidate really is one. */
  accepts(candidate: string): boolean;
}

const digitsOf = (text: string): string => text.replace(/[^0-9]/g, '');

const email: Detector = {
  class: 'email',
  candidates: /(?<![\w.+-])[\w.+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\w-])/gu,
  accepts: () => true,
};

/** US social security numbers as the SSA issues them: no area 000, 666 or 900 and up, no group 00, no serial 0000. */
const ssn: Detector = {
  class: 'ssn',
  candidates: /(?<![\w-])\d{3}([- ])\d{2}\1\d{4}(?![\w-])/g,
  accepts: (candidate) => {
    const digits = digitsOf(candidate);
    const area = Number(digits.slice(0, 3));
    return area > 0 && area !== 666 && area < 900 && digits.slice(3, 5) !== '00' && digits.slice(5) !== '0000';
  },
};

/** Payment card numbers: 13 to 19 digits, a payment industry digit first, Luhn (ISO/IEC 7812-1). */
const card: Detector = {
  class: 'card',
  candidates: /(?<![\w-])[2-6](?:[ -]?\d){12,18}(?![\w-])/g,
  accepts: (candidate) => passesLuhn(digitsOf(candidate)),
};

/** ISO 13616: country, check digits, 11 to 30 characters; in groups of four or compact. */
const iban: Detector = {
  class: 'iban',
  candidates: /(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)/g,
  accepts: (candidate) => passesIbanCheck(candidate.replaceAll(' ', '')),
};

const phone: Detector = {
  class: 'phone',
  candidates: /(?<![\w.+-])(?:\+\d|\(?0\d|\(\d{3}\)|\d{3}[-. ])[\d ()./-]{5,18}\d(?![\w-])/g,
  accepts: (candidate) => isValidPhoneNumber(candidate, 'US') || isValidPhoneNumber(candidate),
};

const ip: Detector = {
  class: 'ip',
  candidates:
    /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])|(?<![\w:])(?:[0-9a-fA-F]{1,4}:){3,7}[0-9a-fA-F]{1,4}(?![\w:])/g,
  accepts: (candidate) => candidate.includes(':') || candidate.split('.').every((part) => Number(part) <= 255),
};

/** All detectors, the more certain first: where two match, the first names the class. */
export const detectors: readonly Detector[] = [email, iban, card, ssn, ip, phone];

/** The same without state, for one value at a time. */
const single = detectors.map((detector) => {
  const { source, flags } = detector.candidates;
  return { detector, candidate: new RegExp(source, flags.replace('g', '')) };
});

/** The class of a value that is one datum and nothing else, or null. */
export function detectWhole(value: string): DataClass | null {
  const text = value.trim();
  if (text.length === 0 || text.length > longestDatum) return null;
  for (const { detector, candidate } of single) {
    const match = candidate.exec(text);
    if (match !== null && match[0].length === text.length && detector.accepts(text)) return detector.class;
  }
  return null;
}

/** Replaces every datum that stands inside a longer text. Answers with the text itself where there is none. */
export function replaceEmbedded(text: string, replace: (datum: string, dataClass: DataClass) => string): string {
  return detectors.reduce(
    (current, detector) =>
      current.replace(detector.candidates, (candidate) =>
        detector.accepts(candidate) ? replace(candidate, detector.class) : candidate,
      ),
    text,
  );
}
