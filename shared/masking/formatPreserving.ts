import { FF1 } from '@noble/ciphers/ff1.js';
import { keyedHash } from './keyed.ts';

/** NIST SP 800-38G rev. 1: the domain of FF1 has at least a million values. */
const smallestDomain = 1_000_000;

/** Longest run that FF1 is applied to at once; longer values are no identifiers. */
const longestRun = 64;

/**
 * Enciphers a string of digits of one radix (10, 26 …) to another of the same length by FF1 (NIST SP 800-38G).
 * Null where the domain is too small to hide anything, so that the caller redacts instead.
 */
export function encipherDigits(
  key: Uint8Array,
  purpose: string,
  radix: number,
  digits: readonly number[],
): number[] | null {
  if (digits.length > longestRun || radix ** digits.length < smallestDomain) return null;
  return FF1(radix, keyedHash(key, 'ff1', purpose), new TextEncoder().encode(purpose)).encrypt([...digits]);
}

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * Replaces decimal digits by decimal digits and ASCII letters by letters of the same case; all else stays in its place.
 * A part whose domain is too small for FF1 is replaced by zeros or X.
 */
export function preserveFormat(key: Uint8Array, purpose: string, value: string): string {
  const characters = [...value];
  replaceAt(
    characters,
    (character) => '0123456789'.indexOf(character),
    10,
    '0123456789',
    (digits) => encipherDigits(key, purpose, 10, digits),
  );
  const cases = characters.map((character) => /[a-z]/.test(character));
  replaceAt(
    characters,
    (character) => upper.indexOf(character.toUpperCase()),
    26,
    upper,
    (digits) => encipherDigits(key, `${purpose}:letters`, 26, digits),
  );
  return characters.map((character, index) => (cases[index] === true ? character.toLowerCase() : character)).join('');
}

function replaceAt(
  characters: string[],
  digitOf: (character: string) => number,
  radix: number,
  alphabet: string,
  encipher: (digits: number[]) => number[] | null,
): void {
  const places = characters.flatMap((character, index) =>
    character.length === 1 && character.charCodeAt(0) < 128 && digitOf(character) >= 0 ? [index] : [],
  );
  if (places.length === 0) return;
  const replaced = encipher(places.map((place) => digitOf(characters[place] ?? '')));
  const blank = radix === 10 ? '0' : 'X';
  places.forEach((place, index) => {
    characters[place] = replaced === null ? blank : (alphabet[replaced[index] ?? 0] ?? blank);
  });
}
