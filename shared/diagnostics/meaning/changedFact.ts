import type { Json } from '../../base/json.ts';
import type { MeaningChange } from './compareMeaning.ts';
import type { Fact, Subject } from './fact.ts';
import type { Renames } from './renames.ts';
import { differencesBetween, placesInWords, quoted, shortValue, signOf } from './wording.ts';

/** Subjects whose values a sentence repeats: no credentials, no code. */
const shownSubjects: ReadonlySet<Subject> = new Set(['limit', 'schedule', 'definition']);
/** Most names of an order that a sentence lists. */
const maxNames = 8;

/** What became of a fact that both definitions have: one change, or none where it is as it was. */
export function changedFact(before: Fact, after: Fact, renames: Renames): MeaningChange[] {
  if (after.subject === 'order') return reordered(before, after, renames);
  if (signOf(before.value) === signOf(after.value)) return [];
  const isShown = shownSubjects.has(after.subject);
  const [was, is] = isShown ? [shortValue(before.value), shortValue(after.value)] : [null, null];
  const sentence =
    was !== null && is !== null
      ? `The ${after.label} was ${quoted(was)} and is ${quoted(is)}.`
      : differenceSentence(after, differencesBetween(before.value, after.value), isShown);
  return [changeOf(before, after, sentence, was, is)];
}

function differenceSentence(
  { label }: Fact,
  differences: ReturnType<typeof differencesBetween>,
  isShown: boolean,
): string {
  const [only] = differences;
  const noun = `The ${label}`;
  if (only === undefined || only.path === '') return `${noun} changed.`;
  const [was, is] = [only.before, only.after].map((value) => (value === undefined ? 'not there' : shown(value)));
  if (isShown && differences.length === 1 && was !== null && is !== null) {
    return `${noun} changed: ${quoted(only.path)} was ${was} and is ${is}.`;
  }
  return `${noun} changed in ${placesInWords(differences)}.`;
}

function shown(value: Json): string | null {
  const short = shortValue(value);
  return short === null ? null : quoted(short);
}

/** Lists of names: one that lost or gained tasks says so by the tasks. */
function reordered(before: Fact, after: Fact, { placeAfter }: Renames): MeaningChange[] {
  const inPlace = (name: string) => (before.place === '' || before.place === null ? name : `${before.place}/${name}`);
  const older = namesOf(before.value).map((name) => {
    const place = placeAfter(inPlace(name));
    return place.slice(place.lastIndexOf('/') + 1);
  });
  const newer = namesOf(after.value);
  const [inOlder, inNewer] = [new Set(older), new Set(newer)];
  const was = older.filter((name) => inNewer.has(name));
  const is = newer.filter((name) => inOlder.has(name));
  if (was.every((name, index) => name === is[index])) return [];
  const names = is.slice(0, maxNames).map(quoted).join(', ');
  const sentence = `The ${after.label} is another: ${names}${is.length > maxNames ? ' …' : ''}.`;
  return [changeOf(before, after, sentence, null, null)];
}

function namesOf(value: Json): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}

function changeOf(before: Fact, after: Fact, sentence: string, was: string | null, is: string | null): MeaningChange {
  return {
    change: 'changed',
    subject: after.subject,
    label: after.label,
    sentence,
    before: was,
    after: is,
    pointer: after.pointer,
    beforePointer: before.pointer,
  };
}
