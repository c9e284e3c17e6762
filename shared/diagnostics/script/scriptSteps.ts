import type { Range } from '../../workflow/document.ts';
import type { TakenCharacters } from '../flow/replacedText.ts';

/** What a method or function makes of a value, as far as the flow of data is concerned. */
export type ScriptEffect =
  /** Says something about it and does not show it. */
  | 'nothing'
  /** A text or number that everything it is given goes into. */
  | 'derived'
  /** The same value, or some of its elements. */
  | 'same'
  /** One of its elements. */
  | 'element'
  /** A list of its elements. */
  | 'elements'
  /** Any of the elements of a list, or of the names of an object. */
  | 'iterated'
  /** The names of its members. */
  | 'keys'
  /** Pairs of names and values. */
  | 'entries'
  /** A text read as data. */
  | 'parsed'
  /** A list of what the function gives for each element. */
  | 'map'
  /** What a function makes of all elements, one after another. */
  | 'reduce';

/** A value that a script works out, in terms that JavaScript and Python share. Ranges are of the script's text. */
export type ScriptValue =
  | { readonly kind: 'constant' }
  | { readonly kind: 'name'; readonly name: string }
  /** The arguments behind `skip` others, as the program's own name is one; without the first of them where it is negative. */
  | { readonly kind: 'argv'; readonly skip: number }
  | { readonly kind: 'given'; readonly what: 'environment' | 'stdin' }
  /** A member by its name, or any element where that is null. */
  | { readonly kind: 'member'; readonly of: ScriptValue; readonly name: string | null; readonly range: Range }
  | { readonly kind: 'either'; readonly of: readonly ScriptValue[] }
  | { readonly kind: 'object'; readonly entries: readonly ScriptEntry[] }
  | { readonly kind: 'list'; readonly items: readonly ScriptValue[] }
  | { readonly kind: 'function'; readonly body: ScriptFunction }
  | { readonly kind: 'call'; readonly callee: ScriptValue; readonly args: readonly ScriptValue[] }
  | { readonly kind: 'effect'; readonly effect: ScriptEffect; readonly args: readonly ScriptValue[] }
  /** A text of which some characters give way to another one. */
  | {
      readonly kind: 'replaced';
      readonly of: ScriptValue;
      readonly taken: TakenCharacters;
      readonly by: ScriptValue;
    }
  /** What something that cannot be followed makes of these. */
  | { readonly kind: 'unknown'; readonly of: readonly ScriptValue[] }
  /** A value behind steps that are taken first. */
  | { readonly kind: 'after'; readonly steps: readonly ScriptStep[]; readonly value: ScriptValue };

/** A member of an object that is written out: `name` is null where data makes it, and for all members of `value` (`...`). */
export interface ScriptEntry {
  readonly name: string | null;
  readonly key: ScriptValue | null;
  readonly value: ScriptValue;
}

/** A function of a script. */
export interface ScriptFunction {
  readonly parameters: readonly ScriptPattern[];
  readonly steps: readonly ScriptStep[];
}

/** What a value is bound to. */
export type ScriptPattern =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly (ScriptPattern | null)[] }
  | {
      readonly kind: 'members';
      readonly members: readonly { readonly name: string; readonly pattern: ScriptPattern }[];
      /** What is bound to all other members; null where nothing is. */
      readonly rest: ScriptPattern | null;
    }
  /** Everything that is not told apart: the rest of an object or list. */
  | { readonly kind: 'rest'; readonly pattern: ScriptPattern };

/** What a script does. The order of steps does not matter: whatever a name may hold, it holds everywhere. */
export type ScriptStep =
  | { readonly kind: 'bind'; readonly pattern: ScriptPattern; readonly value: ScriptValue }
  /** Puts a value into another one. */
  | { readonly kind: 'store'; readonly into: ScriptValue; readonly value: ScriptValue }
  | {
      readonly kind: 'print';
      readonly to: 'stdout' | 'stderr';
      readonly values: readonly ScriptValue[];
      readonly range: Range;
    }
  | { readonly kind: 'return'; readonly value: ScriptValue; readonly range: Range }
  | { readonly kind: 'throw'; readonly value: ScriptValue }
  | { readonly kind: 'visit'; readonly value: ScriptValue };

/** The value that nothing is in. */
export const noValue: ScriptValue = { kind: 'constant' };

/** The name of what was thrown; no name of a script is like it. */
export const thrownName = 'thrown value';

/** Most parameters that arguments of unknown places are given to. */
const maxParameters = 12;

/** Arguments of which nobody knows which parameter gets which: each may get any. */
export function anywhere(args: readonly ScriptValue[]): readonly ScriptValue[] {
  const range = { start: 0, end: 0 };
  const elements = args.map((of): ScriptValue => ({ kind: 'member', of, name: null, range }));
  return Array.from({ length: maxParameters }, () => ({ kind: 'either', of: [...args, ...elements] }));
}
