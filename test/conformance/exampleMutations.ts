import { isJsonObject, type Json } from '../../shared/base/json.ts';
import type { Random } from '../../shared/simulation/random.ts';

type Holder = Record<string, Json>;

interface Place {
  readonly holder: Holder;
  readonly key: string;
  readonly pointer: string;
}

/** What a change puts in place of something else. */
const intruders: readonly Json[] = [
  null,
  5,
  -1,
  1.5,
  0,
  'some text',
  '',
  true,
  false,
  ['x'],
  [],
  {},
  { x: 1 },
  '${ .a }',
  'PT1S',
  'P',
  '1.0.0',
  'continue',
  '/x',
  'https://a.example/x',
  { seconds: 1 },
  { uri: 'https://a.example' },
  [{}],
  [{ a: { set: { x: 1 } } }],
  { set: { x: 1 } },
];

/** Keys that mean something somewhere, and one that means nothing anywhere. */
const strayKeys =
  'extra do set uri endpoint use with from as then until code source read when after basic bearer retry constant for input timeout stdio http message subscription'.split(
    ' ',
  );

/** An example with one or two things changed, and where. */
export function mutatedExample(example: Json, random: Random): { readonly value: Json; readonly pointers: string[] } {
  const value: Json = structuredClone(example);
  const pointers: string[] = [];
  const count = random.integer() % 3 === 0 ? 2 : 1;
  for (let done = 0; done < count; done++) {
    const place = pick(placesIn(value, ''), random);
    if (place !== undefined) pointers.push(change(value, place, random));
  }
  return { value, pointers };
}

/** Changes a definition in place; gives the pointer of what is not as it was. */
function change(whole: Json, { holder, key, pointer }: Place, random: Random): string {
  const kind = pick(['remove', 'rename', 'add', 'copy', 'put', 'put'] as const, random);
  if (kind === 'remove') {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
    return pointer;
  }
  if (kind === 'copy') holder[key] = structuredClone(valueAt(pick(placesIn(whole, ''), random)));
  else if (kind === 'put' || Array.isArray(holder)) holder[key] = intruder(random);
  else if (kind === 'rename') {
    holder[`${key}x`] = holder[key] ?? null;
    delete holder[key];
  } else {
    const stray = pick(strayKeys, random) ?? '';
    holder[stray] = intruder(random);
    return `${pointer.slice(0, pointer.lastIndexOf('/'))}/${stray}`;
  }
  return pointer;
}

function intruder(random: Random): Json {
  return structuredClone(pick(intruders, random) ?? null);
}

function valueAt(place: Place | undefined): Json {
  return place?.holder[place.key] ?? null;
}

function pick<T>(values: readonly T[], random: Random): T | undefined {
  return values[random.integer() % values.length];
}

function placesIn(value: Json, pointer: string): Place[] {
  if (!isJsonObject(value) && !Array.isArray(value)) return [];
  // The clone is ours to change, lists by their indices too.
  const holder = value as Holder;
  return Object.entries(holder).flatMap(([key, child]) => {
    const at = `${pointer}/${key}`;
    return [{ holder, key, pointer: at }, ...placesIn(child, at)];
  });
}
