import { findAll } from './findAll.ts';
import type { Meter } from './meter.ts';

/** Longest text that is looked for by the platform, which may compare all of it at each place. */
export const maxNaive = 256;

/** Charges a search by the platform over a distance for what is `length` long. */
export function chargeSearch(distance: number, length: number, meter: Meter): void {
  meter.work((distance >> 8) * length);
}

/** Whether a text stands in another. */
export function includesText(text: string, wanted: string, meter: Meter): boolean {
  if (wanted.length > maxNaive) return placesOf(text, wanted, meter).length > 0;
  chargeSearch(text.length, wanted.length, meter);
  return text.includes(wanted);
}

/** A text cut at every occurrence of another, which is not empty. */
export function cutText(text: string, separator: string, meter: Meter): string[] {
  if (separator.length > maxNaive) return cutAt(text, placesOf(text, separator, meter), separator.length);
  chargeSearch(text.length, separator.length, meter);
  return text.length > shortText ? text.split(separator) : cutShort(text, separator);
}

function placesOf(text: string, wanted: string, meter: Meter): number[] {
  meter.work(text.length + wanted.length);
  return findAll(text, wanted, (a, b) => a === b);
}

function cutAt(text: string, places: readonly number[], length: number): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const place of places) {
    if (place < from) continue;
    parts.push(text.slice(from, place));
    from = place + length;
  }
  parts.push(text.slice(from));
  return parts;
}

/** Texts up to this length are cut by hand: calling the platform's `split` costs more. */
const shortText = 64;

function cutShort(text: string, separator: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
    parts.push(text.slice(from, at));
    from = at + separator.length;
  }
  parts.push(text.slice(from));
  return parts;
}
