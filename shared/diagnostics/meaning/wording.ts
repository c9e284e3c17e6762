import { isJsonObject, type Json } from '../../base/json.ts';

/** Longest name or value that a sentence repeats, in UTF-16 units. */
const maxShown = 80;
/** Most places that a sentence lists. */
const maxPlaces = 3;
/** Most differences that are looked for: a sentence says how many more there are up to there. */
const maxDifferences = 100;

/** A name or value between backticks, cut where it is long, with nothing in it that would end them or steer a screen. */
export function quoted(text: string): string {
  const clipped = text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
  return `\`${clipped.replaceAll('`', "'").replace(/\p{C}/gu, '\u{fffd}')}\``;
}

/** The same text for values that differ in the order of keys alone; any text is taken, also one that is no Unicode. */
export function signOf(value: Json): string {
  return JSON.stringify(value, (_key, part: Json) =>
    isJsonObject(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

/** A value as a few characters say it, durations as ISO 8601 writes them; null for what is larger. */
export function shortValue(value: Json): string | null {
  if (typeof value === 'string') return value.length <= maxShown && !value.includes('\n') ? value : null;
  if (!isJsonObject(value)) return value === null || Array.isArray(value) ? null : String(value);
  const keys = Object.keys(value);
  if (keys.length === 1 && value.after !== undefined) return shortValue(value.after);
  return isoDuration(value);
}

const units: readonly (readonly [string, string])[] = [
  ['hours', 'H'],
  ['minutes', 'M'],
  ['seconds', 'S'],
];

/** `{ minutes: 5 }` is `PT5M`; null for an object that is no duration, or one with milliseconds, which ISO 8601 has not. */
function isoDuration(parts: { readonly [key: string]: Json }): string | null {
  const known = new Set(['days', ...units.map(([name]) => name)]);
  const entries = Object.entries(parts);
  if (entries.length === 0 || !entries.every(([key, value]) => known.has(key) && typeof value === 'number'))
    return null;
  const days = parts.days === undefined ? '' : `${String(parts.days)}D`;
  const time = units.flatMap(([name, letter]) =>
    parts[name] === undefined ? [] : [`${String(parts[name])}${letter}`],
  );
  return `P${days}${time.length > 0 ? `T${time.join('')}` : ''}`;
}

/** A part in which two values differ. */
export interface Difference {
  /** Keys down to the part, joined with dots; empty for the whole. */
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** The smallest parts in which two values differ, in the order of the newer one. */
export function differencesBetween(before: Json, after: Json): readonly Difference[] {
  const found: Difference[] = [];
  compareAt('', before, after, found);
  return found;
}

function compareAt(path: string, before: Json | undefined, after: Json | undefined, found: Difference[]): void {
  if (found.length >= maxDifferences || before === after) return;
  const [older, newer] = [membersOf(before), membersOf(after)];
  if (older === null || newer === null || Array.isArray(before) !== Array.isArray(after)) {
    found.push({ path, before, after });
    return;
  }
  for (const key of new Set([...newer.keys(), ...older.keys()])) {
    compareAt(path === '' ? key : `${path}.${key}`, older.get(key), newer.get(key), found);
  }
}

function membersOf(value: Json | undefined): ReadonlyMap<string, Json> | null {
  if (Array.isArray(value)) return new Map(value.map((one, index) => [String(index), one]));
  return value !== undefined && isJsonObject(value) ? new Map(Object.entries(value)) : null;
}

/** Where two values differ, in words: "`a.b`, `c` and 2 more places". */
export function placesInWords(differences: readonly Difference[]): string {
  const named = differences.slice(0, maxPlaces).map(({ path }) => quoted(path));
  const more = differences.length - named.length;
  if (more > 0) return `${named.join(', ')} and ${more} more ${more === 1 ? 'place' : 'places'}`;
  return named.length > 1 ? `${named.slice(0, -1).join(', ')} and ${named.at(-1)}` : named.join('');
}
