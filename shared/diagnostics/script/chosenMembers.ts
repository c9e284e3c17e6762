import type { Range } from '../../workflow/document.ts';
import { noValue, type ScriptEntry, type ScriptValue } from './scriptSteps.ts';

/** What conditions on the names of members let through: some names alone, or all but some. */
export interface ChosenNames {
  readonly kept: readonly string[] | null;
  readonly dropped: readonly string[];
}

/** Conditions that choose nothing. */
export const allNames: ChosenNames = { kept: null, dropped: [] };

/** What passes two conditions. */
export function bothChoices(one: ChosenNames, other: ChosenNames): ChosenNames {
  return { kept: one.kept ?? other.kept, dropped: [...one.dropped, ...other.dropped] };
}

/** An object with the members that are chosen. */
export function chosenMembers(of: ScriptValue, { kept, dropped }: ChosenNames, range: Range): ScriptValue {
  if (kept === null && dropped.length === 0) return of;
  const entry = (name: string, value: ScriptValue): ScriptEntry => ({ name, key: null, value });
  const begun: readonly ScriptEntry[] =
    kept === null
      ? [{ name: null, key: null, value: of }]
      : kept.map((name) => entry(name, { kind: 'member', of, name, range }));
  return { kind: 'object', entries: [...begun, ...dropped.map((name) => entry(name, noValue))] };
}
