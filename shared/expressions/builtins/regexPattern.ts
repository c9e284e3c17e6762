import { RE2JS } from 're2js';
import { fail, failWith } from '../failure.ts';
import { isArray, type Value } from '../value.ts';
import { RegexAutomaton } from './regexAutomaton.ts';
import { needsBacktracking, translatePattern } from './regexSyntax.ts';

/** A compiled pattern and what its flags ask for besides. */
export class RegexPattern {
  readonly regex: RE2JS;
  readonly isGlobal: boolean;
  readonly skipsEmpty: boolean;
  /** Steps per character: the engine keeps all states of a pattern at once. */
  readonly weight: number;
  /** The name of each group, null for one without. */
  readonly names: readonly (string | null)[];
  /** The text that it matches, where that is one text alone. */
  readonly literal: string | null;
  #automaton: RegexAutomaton | null;

  constructor(regex: RE2JS, source: string, flags: string) {
    const names: (string | null)[] = Array.from({ length: regex.groupCount() }, () => null);
    for (const [name, index] of Object.entries(regex.namedGroups())) names[index - 1] = name;
    this.regex = regex;
    this.isGlobal = flags.includes('g');
    this.skipsEmpty = flags.includes('n');
    this.weight = 1 + (regex.programSize() >> 6);
    this.names = names;
    this.literal = isLiteral(source) && !/[ix]/.test(flags) ? source : null;
    this.#automaton = RegexAutomaton.of(regex);
  }

  /** Whether it matches somewhere in `text`, if only an empty part of it. */
  test(text: string): boolean {
    if (this.literal !== null) return text.includes(this.literal);
    const found = this.#automaton?.test(text) ?? null;
    if (found !== null) return found;
    this.#automaton = null;
    return this.regex.test(text);
  }
}

/** Whether a pattern has nothing but characters that stand for themselves. Halves of a character would be found inside of one. */
function isLiteral(source: string): boolean {
  return source !== '' && !/[\\^$.|?*+()[\]{}\ud800-\udfff]/.test(source);
}

/** Longest pattern, in UTF-16 units. */
const maxPatternLength = 8192;

const maxKept = 64;

/** Patterns by their source, for each set of flags. */
const kept = new Map<string, Map<string, RegexPattern>>();
let keptCount = 0;

function compilePattern(source: string, flags: string): RegexPattern {
  const known = kept.get(flags)?.get(source);
  if (known !== undefined) return known;
  const pattern = buildPattern(source, flags);
  if (keptCount >= maxKept) {
    kept.clear();
    keptCount = 0;
  }
  keptCount++;
  const sameFlags = kept.get(flags) ?? new Map<string, RegexPattern>();
  kept.set(flags, sameFlags.set(source, pattern));
  return pattern;
}

function buildPattern(source: string, flags: string): RegexPattern {
  if (source.length > maxPatternLength) fail(`A pattern may have ${maxPatternLength} characters, not ${source.length}`);
  let options: number = RE2JS.LOOKBEHINDS;
  let isExtended = false;
  for (const flag of flags) {
    if (flag === 'i') options |= RE2JS.CASE_INSENSITIVE;
    else if (flag === 's' || flag === 'p') options |= RE2JS.DOTALL;
    else if (flag === 'x') isExtended = true;
    else if (flag === 'l') options |= RE2JS.LONGEST_MATCH;
    else if (flag !== 'g' && flag !== 'n') fail((show) => `${show.raw(flags)} is not a valid modifier string`);
  }
  return new RegexPattern(compileRegex(translatePattern(source, isExtended), source, options), source, flags);
}

const noBacktracking =
  'look-around, back-references and atomic groups are not available, for patterns run in linear time';

function compileRegex(translated: string, source: string, options: number): RE2JS {
  try {
    return RE2JS.compile(translated, options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'not supported';
    if (!needsBacktracking(source))
      return fail((show) => `${show.raw(source)} (at offset 0) is not a valid regex: ${show.raw(reason)}`);
    return fail((show) => `${show.raw(source)} (at offset 0) is not a valid regex here: ${noBacktracking}`);
  }
}

/** Gives the compiled form of a pattern, or of an array of a pattern and its flags. Fails as jq does where it is none. */
export type PatternReader = (pattern: Value, flags: Value) => RegexPattern;

/** A reader for one place of an expression: it keeps the last pattern, as it is mostly the next one too. */
export function patternReader(): PatternReader {
  let last: { readonly pattern: Value; readonly flags: Value; readonly compiled: RegexPattern } | null = null;
  return (pattern, flags) => {
    if (last !== null && pattern === last.pattern && flags === last.flags) return last.compiled;
    const compiled = readPattern(pattern, flags);
    last = { pattern, flags, compiled };
    return compiled;
  };
}

function readPattern(pattern: Value, flags: Value): RegexPattern {
  const [source, given] = isArray(pattern) ? [pattern[0] ?? null, pattern[1] ?? flags] : [pattern, flags];
  if (typeof source !== 'string') return failWith(source, 'cannot be matched, as it is not a string');
  if (given !== null && typeof given !== 'string') return failWith(given, 'is not a string');
  return compilePattern(source, given ?? '');
}

/** The text that a pattern is looked for in. */
export function textToMatch(input: Value): string {
  return typeof input === 'string' ? input : failWith(input, 'cannot be matched, as it is not a string');
}
