import { add } from '../arithmetic.ts';
import { fail } from '../failure.ts';
import type { Meter } from '../meter.ts';
import { CodePointCounter } from '../text.ts';
import { isArray, type MutableObject, putKey, typeName, type Value } from '../value.ts';
import type { Native } from './native.ts';
import { patternReader, type RegexPattern, textToMatch } from './regexPattern.ts';
import type { Places } from './regexSearch.ts';

/** The matches of a pattern in a text from left to right: the first, or all where the pattern is global. */
export function matchesOf(pattern: RegexPattern, text: string, meter: Meter): Places[] {
  meter.work(text.length >> 3);
  const found: Places[] = [];
  for (let from = 0; from <= text.length; ) {
    const match = pattern.find(text, from, meter);
    if (match === null) break;
    meter.elements(8 + match.length * 4);
    found.push(match);
    if (!pattern.isGlobal) break;
    from = behind(match, text);
  }
  return found;
}

/** Where the next match may begin; an empty one is not found twice. */
function behind([start = 0, end = 0]: Places, text: string): number {
  if (end > start) return end;
  return end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
}

/** The named groups of a match. */
export function namedGroups({ names }: RegexPattern, match: Places, text: string): Value {
  const result: MutableObject = {};
  for (let group = 1; group <= names.length; group++) {
    const name = names[group - 1] ?? null;
    if (name !== null) putKey(result, name, textOf(match, group, text));
  }
  return result;
}

/** What a group matched, null where it took no part; group 0 is the whole match. */
function textOf(match: Places, group: number, text: string): string | null {
  const start = match[group * 2] ?? -1;
  return start < 0 ? null : text.slice(start, match[group * 2 + 1]);
}

/** A match as `match` gives it: offsets and lengths in code points. */
function matchObject({ names }: RegexPattern, match: Places, text: string, counter: CodePointCounter): Value {
  const captures = names.map((name, index): Value => ({ ...placeOf(match, index + 1, text, counter), name }));
  return { ...placeOf(match, 0, text, counter), captures };
}

/** The order of the keys is jq's, which has another one for what is empty. */
function placeOf(match: Places, group: number, text: string, counter: CodePointCounter): { [key: string]: Value } {
  const string = textOf(match, group, text);
  const offset = string === null ? -1 : counter.at(match[group * 2] ?? 0);
  if (group > 0 && (string ?? '') === '') return { offset, string, length: 0 };
  return { offset, length: counter.at(match[group * 2 + 1] ?? 0) - offset, string };
}

/** Makes something of the matches of a pattern in a text. */
type Use = (pattern: RegexPattern, matches: readonly Places[], text: string) => Value;

function usingMatches(use: Use): () => Native {
  return () => {
    const read = patternReader();
    return (input, meter, source, flags) => {
      const text = textToMatch(input);
      const pattern = read(source, flags, meter);
      return use(pattern, matchesOf(pattern, text, meter), text);
    };
  };
}

/** The same for all matches, whatever the flags say. */
function usingAllMatches(use: Use, allFlags: (flags: Value, meter: Meter) => Value): () => Native {
  return () => {
    const native = usingMatches(use)();
    return (input, meter, source, flags) => native(input, meter, source, allFlags(flags, meter));
  };
}

/** A native that takes a pattern alone, or an array of a pattern and its flags. */
export function fromPattern(native: Native): Native {
  return (input, meter, given) => {
    if (typeof given === 'string') return native(input, meter, given, null);
    if (!isArray(given) || given.length === 0) return fail(`${typeName(given)} not a string or array`);
    return native(input, meter, given[0] ?? null, given[1] ?? null);
  };
}

function tester(): Native {
  const read = patternReader();
  return (input, meter, source, flags) => {
    const text = textToMatch(input);
    meter.work(text.length >> 3);
    return read(source, flags, meter).test(text, meter);
  };
}

/** The matches as `match` gives them. */
export const matchObjects = usingMatches((pattern, matches, text) => {
  const counter = new CodePointCounter(text);
  return matches.map((match) => matchObject(pattern, match, text, counter));
});

/** The named groups of the matches. */
export const captures = usingMatches((pattern, matches, text) =>
  matches.map((match) => namedGroups(pattern, match, text)),
);

/** The groups of all matches, or what matched where the pattern has none. */
export const scanned = usingAllMatches(
  ({ names }, matches, text) =>
    matches.map((match) =>
      names.length === 0 ? textOf(match, 0, text) : names.map((_name, index) => textOf(match, index + 1, text)),
    ),
  (flags, meter) => add('g', flags, meter),
);

/** What is between all matches. */
export const splitting = usingAllMatches(
  (_pattern, matches, text) => {
    const pieces: string[] = [];
    let from = 0;
    for (const [start = 0, end = 0] of matches) {
      pieces.push(text.slice(from, start));
      from = end;
    }
    pieces.push(text.slice(from));
    return pieces;
  },
  (flags, meter) => add(flags, 'g', meter),
);

/** What the builtins over regular expressions are made of. Each place of an expression makes its own, which keeps its pattern. */
export const regexNatives: Readonly<Record<string, () => Native>> = {
  'test/1': () => fromPattern(tester()),
  'test/2': tester,
  '_matches/1': () => fromPattern(matchObjects()),
  '_matches/2': matchObjects,
  '_captures/1': () => fromPattern(captures()),
  '_captures/2': captures,
  '_scanned/2': scanned,
  'split/2': splitting,
};
