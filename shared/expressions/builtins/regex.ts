import { RE2JS } from 're2js';
import { fail, failWith } from '../failure.ts';
import type { Meter } from '../meter.ts';
import { CodePointCounter } from '../text.ts';
import { isArray, type Value } from '../value.ts';
import type { NativeTable } from './native.ts';
import { needsBacktracking, translatePattern } from './regexSyntax.ts';

/** A compiled pattern and what its flags ask for besides. */
interface Pattern {
  readonly regex: RE2JS;
  readonly isGlobal: boolean;
  readonly skipsEmpty: boolean;
  /** Steps per character: the engine keeps all states of a pattern at once. */
  readonly weight: number;
  readonly names: readonly (string | null)[];
}

const cacheSize = 64;

/** Longest pattern, in UTF-16 units. */
const maxPatternLength = 8192;

const cache = new Map<string, Pattern>();

function compilePattern(source: string, flags: string): Pattern {
  const key = `${flags}/${source}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const pattern = buildPattern(source, flags);
  if (cache.size >= cacheSize) cache.clear();
  cache.set(key, pattern);
  return pattern;
}

function buildPattern(source: string, flags: string): Pattern {
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
  const regex = compileRegex(translatePattern(source, isExtended), source, options);
  const names: (string | null)[] = Array.from({ length: regex.groupCount() }, () => null);
  for (const [name, index] of Object.entries(regex.namedGroups())) names[index - 1] = name;
  return {
    regex,
    isGlobal: flags.includes('g'),
    skipsEmpty: flags.includes('n'),
    weight: 1 + (regex.programSize() >> 6),
    names,
  };
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

function patternOf(input: Value, pattern: Value, flags: Value): { text: string; compiled: Pattern } {
  if (typeof input !== 'string') return failWith(input, 'cannot be matched, as it is not a string');
  const [source, given] = isArray(pattern) ? [pattern[0] ?? null, pattern[1] ?? flags] : [pattern, flags];
  if (typeof source !== 'string') return failWith(source, 'cannot be matched, as it is not a string');
  if (given !== null && typeof given !== 'string') return failWith(given, 'is not a string');
  return { text: input, compiled: compilePattern(source, given ?? '') };
}

function test(input: Value, pattern: Value, flags: Value, meter: Meter): boolean {
  const { text, compiled } = patternOf(input, pattern, flags);
  meter.work(text.length * compiled.weight);
  if (!compiled.skipsEmpty) return compiled.regex.test(text);
  return matches(input, pattern, flags, meter).length > 0;
}

function matches(input: Value, pattern: Value, flags: Value, meter: Meter): Value[] {
  const { text, compiled } = patternOf(input, pattern, flags);
  meter.work(text.length * compiled.weight);
  const matcher = compiled.regex.matcher(text);
  const counter = new CodePointCounter(text);
  const found: Value[] = [];
  while (matcher.find()) {
    const start = matcher.start();
    const end = matcher.end();
    if (compiled.skipsEmpty && start === end) continue;
    meter.elements(8 + compiled.names.length * 8);
    const captures = compiled.names.map((name, index): Value => {
      const string = matcher.group(index + 1);
      if (string === null || string === undefined) return { offset: -1, length: 0, string: null, name };
      const from = counter.at(matcher.start(index + 1));
      return { offset: from, length: counter.at(matcher.end(index + 1)) - from, string, name };
    });
    const offset = counter.at(start);
    found.push({ offset, length: counter.at(end) - offset, string: text.slice(start, end), captures });
    if (!compiled.isGlobal) break;
  }
  return found;
}

/** The two functions that all other builtins over regular expressions are made of. */
export const regexNatives: NativeTable = {
  'test/2': (input, meter, pattern, flags) => test(input, pattern, flags, meter),
  '_matches/2': (input, meter, pattern, flags) => matches(input, pattern, flags, meter),
};
