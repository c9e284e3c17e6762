import { isJsonObject, type Json } from '../../base/json.ts';
import { joinPointer } from '../../workflow/pointer.ts';
import { isList } from '../planContext.ts';
import { Random } from '../random.ts';
import { canaryValue } from './canaryValue.ts';
import type { SensitiveValue } from './sensitiveValues.ts';

/** A sensitive value and what stands in its place in a twin of the run. */
export interface Canary extends SensitiveValue {
  readonly canary: string;
}

/** Whether each value has a canary of its own, or equal values have the same: then what is compared stays equal. */
export type CanaryMode = 'each' | 'shared';

/** How often another canary is drawn where one stands in the texts already. */
const maxDraws = 20;

/**
 * Draws a canary for each value; the same seed draws the same. `isTaken` tells what a canary must not be, because it stands
 * in the definition or the like.
 */
export function drawCanaries(
  values: readonly SensitiveValue[],
  mode: CanaryMode,
  seed: number,
  isTaken: (canary: string) => boolean,
): Canary[] {
  const random = new Random(seed);
  const drawn = new Set<string>();
  const shared = new Map<string, string>();
  return values.map((value) => {
    const known = mode === 'shared' ? shared.get(value.datum) : undefined;
    if (known !== undefined) return { ...value, canary: known };
    let canary = canaryValue(value.datum, value.class, random);
    for (let draws = 1; draws < maxDraws && (drawn.has(canary) || canary === value.datum || isTaken(canary)); draws++) {
      canary = canaryValue(value.datum, value.class, random);
    }
    drawn.add(canary);
    shared.set(value.datum, canary);
    return { ...value, canary };
  });
}

/** A copy of a document with the canaries of that root in the place of their values. */
export function plantCanaries(document: Json, root: string, canaries: readonly Canary[]): Json {
  const places = Map.groupBy(
    canaries.filter((canary) => canary.root === root),
    ({ pointer }) => pointer,
  );
  return places.size === 0 ? document : planted(document, '', places);
}

function planted(value: Json, pointer: string, places: ReadonlyMap<string, readonly Canary[]>): Json {
  if (isList(value)) return value.map((item, index) => planted(item, joinPointer(pointer, index), places));
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(([key, member]): [string, Json] => {
      return [key, planted(member, joinPointer(pointer, key), places)];
    });
    return Object.fromEntries(members);
  }
  const own = places.get(pointer);
  if (own === undefined) return value;
  const text = own.reduce(
    (current, { datum, canary, isEmbedded }) => (isEmbedded ? current.replaceAll(datum, () => canary) : canary),
    String(value),
  );
  return typeof value === 'number' ? Number(text) : text;
}
