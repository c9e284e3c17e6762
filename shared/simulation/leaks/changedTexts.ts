import { isJsonObject, type Json } from '../../base/json.ts';
import { joinPointer } from '../../workflow/pointer.ts';
import { isList } from '../planContext.ts';
import { textOf } from '../textOf.ts';

/** A text of an effect that is another one in the twin. */
export interface ChangedText {
  /** JSON Pointer of it. */
  readonly where: string;
  /** As the run on the input as given has it. */
  readonly given: string;
  /** As the twin has it. */
  readonly twin: string;
  /** The members of a list or an object together: looked at where none of them tells enough by itself. */
  readonly isJoined: boolean;
}

/** What differs between a value and its twin, members before what holds them. */
export function changedTexts(given: Json, twin: Json, where: string): ChangedText[] {
  if (isList(given) && isList(twin) && given.length === twin.length) {
    return withJoined(
      given.map((item, index) => [String(index), item, twin[index] ?? null]),
      where,
    );
  }
  if (isJsonObject(given) && isJsonObject(twin)) {
    const keys = Object.keys(given);
    const others = new Set(Object.keys(twin));
    if (keys.length === others.size && keys.every((key) => others.has(key))) {
      return withJoined(
        keys.map((key) => [key, given[key] ?? null, twin[key] ?? null]),
        where,
      );
    }
  }
  // What differs in its form, names of members included, is compared whole: a pointer must not show a name that is a datum.
  const texts = { given: textOf(given), twin: textOf(twin) };
  return texts.given === texts.twin ? [] : [{ where, ...texts, isJoined: false }];
}

type Member = readonly [key: string, given: Json, twin: Json];

function withJoined(members: readonly Member[], where: string): ChangedText[] {
  const changed = members.flatMap(([key, given, twin]) => changedTexts(given, twin, joinPointer(where, key)));
  const scalars = members.filter(([, given, twin]) => isScalar(given) && isScalar(twin));
  if (scalars.filter(([, given, twin]) => given !== twin).length < 2) return changed;
  const joined = (texts: readonly Json[]) => texts.map(textOf).join(' ');
  const texts = { given: joined(scalars.map(([, given]) => given)), twin: joined(scalars.map(([, , twin]) => twin)) };
  return [...changed, { where, ...texts, isJoined: true }];
}

/** Characters around what differs that may belong to it: to an encoding, a hash (128 hexadecimal digits) or a value. */
const margin = 256;

/** The part of both texts in which they differ, with some of what is around it: the rest is the same, and tells nothing. */
export function differingPart({ given, twin }: Pick<ChangedText, 'given' | 'twin'>): { given: string; twin: string } {
  const shorter = Math.min(given.length, twin.length);
  let start = 0;
  while (start < shorter && given.charCodeAt(start) === twin.charCodeAt(start)) start++;
  let end = 0;
  while (end < shorter - start && given.charCodeAt(given.length - 1 - end) === twin.charCodeAt(twin.length - 1 - end))
    end++;
  const from = Math.max(0, start - margin);
  const left = Math.max(0, end - margin);
  return { given: given.slice(from, given.length - left), twin: twin.slice(from, twin.length - left) };
}

function isScalar(value: Json): boolean {
  return typeof value !== 'object' || value === null;
}
