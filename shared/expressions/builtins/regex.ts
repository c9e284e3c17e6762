import { add } from '../arithmetic.ts';
import type { Meter } from '../meter.ts';
import { CodePointCounter } from '../text.ts';
import { type MutableObject, putKey, type Value } from '../value.ts';
import type { Native } from './native.ts';
import { patternReader, type RegexPattern, textToMatch } from './regexPattern.ts';

/** A part of a text, by its UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A match and its groups, null for those that took no part. */
export interface Match extends Span {
  readonly groups: readonly (Span | null)[];
}

/** The matches of a pattern in a text from left to right: the first, or all where the pattern is global. */
export function matchesOf(pattern: RegexPattern, text: string, meter: Meter): Match[] {
  meter.work(text.length * pattern.weight);
  if (pattern.literal !== null) return literalMatches(pattern.literal, pattern.isGlobal, text, meter);
  const found: Match[] = [];
  if (!pattern.test(text)) return found;
  const matcher = pattern.regex.matcher(text);
  while (matcher.find()) {
    const start = matcher.start();
    const end = matcher.end();
    if (pattern.skipsEmpty && start === end) continue;
    meter.elements(8 + pattern.names.length * 8);
    const groups = pattern.names.map((_name, index): Span | null => {
      const from = matcher.start(index + 1);
      return from < 0 ? null : { start: from, end: matcher.end(index + 1) };
    });
    found.push({ start, end, groups });
    if (!pattern.isGlobal) break;
  }
  return found;
}

function literalMatches(literal: string, isGlobal: boolean, text: string, meter: Meter): Match[] {
  const found: Match[] = [];
  for (let start = text.indexOf(literal); start >= 0; ) {
    meter.elements(8);
    const end = start + literal.length;
    found.push({ start, end, groups: [] });
    start = isGlobal ? text.indexOf(literal, end) : -1;
  }
  return found;
}

/** The named groups of a match. */
export function namedGroups({ names }: RegexPattern, { groups }: Match, text: string): Value {
  const result: MutableObject = {};
  for (const [index, name] of names.entries()) if (name !== null) putKey(result, name, textOf(groups[index], text));
  return result;
}

function textOf(span: Span | null | undefined, text: string): string | null {
  return span === null || span === undefined ? null : text.slice(span.start, span.end);
}

/** A match as `match` gives it: offsets and lengths in code points. */
function matchObject({ names }: RegexPattern, match: Match, text: string, counter: CodePointCounter): Value {
  const captures = match.groups.map((group, index): Value => {
    const name = names[index] ?? null;
    if (group === null) return { offset: -1, length: 0, string: null, name };
    return { ...place(group, text, counter), name };
  });
  return { ...place(match, text, counter), captures };
}

function place({ start, end }: Span, text: string, counter: CodePointCounter): { [key: string]: Value } {
  const offset = counter.at(start);
  return { offset, length: counter.at(end) - offset, string: text.slice(start, end) };
}

/** Makes something of the matches of a pattern in a text. */
type Use = (pattern: RegexPattern, matches: readonly Match[], text: string) => Value;

function usingMatches(use: Use): () => Native {
  return () => {
    const read = patternReader();
    return (input, meter, source, flags) => {
      const text = textToMatch(input);
      const pattern = read(source, flags);
      return use(pattern, matchesOf(pattern, text, meter), text);
    };
  };
}

/** The same for all matches, whatever the flags say. */
function usingAllMatches(use: Use): () => Native {
  return () => {
    const native = usingMatches(use)();
    return (input, meter, source, flags) => native(input, meter, source, add('g', flags, meter));
  };
}

function tester(): Native {
  const read = patternReader();
  return (input, meter, source, flags = null) => {
    const text = textToMatch(input);
    const pattern = read(source, flags);
    if (pattern.skipsEmpty) return matchesOf(pattern, text, meter).length > 0;
    meter.work(text.length * pattern.weight);
    return pattern.test(text);
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
export const scanned = usingAllMatches(({ names }, matches, text) =>
  matches.map((match) => (names.length === 0 ? textOf(match, text) : match.groups.map((group) => textOf(group, text)))),
);

/** What is between all matches. */
export const splitting = usingAllMatches((_pattern, matches, text) => {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of matches) {
    pieces.push(text.slice(from, start));
    from = end;
  }
  pieces.push(text.slice(from));
  return pieces;
});

/** What the builtins over regular expressions are made of. Each place of an expression makes its own, which keeps its pattern. */
export const regexNatives: Readonly<Record<string, () => Native>> = {
  'test/1': tester,
  'test/2': tester,
  '_matches/2': matchObjects,
  '_captures/2': captures,
  '_scanned/2': scanned,
  'split/2': splitting,
};
