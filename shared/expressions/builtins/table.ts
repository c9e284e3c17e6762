import type { Code } from '../code.ts';
import type { FunctionDefinition } from '../syntax.ts';
import { collectionNatives } from './collections.ts';
import { dateNatives } from './dates.ts';
import { generators, type Special } from './generators.ts';
import { groupingNatives, groupings } from './grouping.ts';
import { jsonNatives } from './jsonFunctions.ts';
import { mathNatives } from './math.ts';
import { callNative, type Native } from './native.ts';
import { pathFunctions } from './pathFunctions.ts';
import { preludeDefinition, preludeSignatures } from './prelude.ts';
import { ranges } from './range.ts';
import { regexNatives } from './regex.ts';
import { regexCalls } from './regexCalls.ts';
import { stringNatives } from './strings.ts';
import { walk } from './walk.ts';

const natives: ReadonlyMap<string, Native> = new Map(
  Object.entries({
    ...stringNatives,
    ...mathNatives,
    ...collectionNatives,
    ...jsonNatives,
    ...dateNatives,
    ...groupingNatives,
    'builtins/0': builtinSignatures,
  }),
);

/** Natives that keep something between calls, made anew for each place of an expression. */
const makers: ReadonlyMap<string, () => Native> = new Map(Object.entries(regexNatives));

const specials: ReadonlyMap<string, Special> = new Map(
  Object.entries({
    ...generators,
    ...ranges,
    ...groupings,
    ...pathFunctions,
    ...regexCalls,
    'walk/1': walk,
  }),
);

/** The code of a call of a builtin that is written in TypeScript, or null. */
export function builtinOf(name: string, args: readonly Code[]): Code | null {
  const signature = `${name}/${args.length}`;
  const special = specials.get(signature);
  if (special !== undefined) return special(...args);
  const native = nativeOf(signature);
  return native === null ? null : callNative(native, args);
}

/** The function of values behind a builtin, or null. */
export function nativeOf(signature: string): Native | null {
  return makers.get(signature)?.() ?? natives.get(signature) ?? null;
}

/** The definition of a builtin that is written in jq, or null. */
export function builtinDefinition(signature: string): FunctionDefinition | null {
  return preludeDefinition(signature);
}

/** All builtins as `name/arity`, without internal ones. */
export function builtinSignatures(): string[] {
  const all = [...natives.keys(), ...makers.keys(), ...specials.keys(), ...preludeSignatures()];
  return [...new Set(all)].filter((signature) => !signature.startsWith('_')).sort();
}

/** A builtin whose name differs little from `name`, for a hint; or null. */
export function similarBuiltin(name: string): string | null {
  const wanted = name.toLowerCase().replaceAll('_', '');
  const found = builtinSignatures().find((signature) => {
    const known = signature.slice(0, signature.indexOf('/'));
    return known.toLowerCase().replaceAll('_', '') === wanted;
  });
  return found ?? null;
}
