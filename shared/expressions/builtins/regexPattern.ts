import { RE2JS } from 're2js';
import { fail, failWith } from '../failure.ts';
import { chargeSearch, maxNaive } from '../findText.ts';
import type { Meter } from '../meter.ts';
import type { Value } from '../value.ts';
import { RegexAutomaton } from './regexAutomaton.ts';
import { RegexProgram } from './regexProgram.ts';
import { type Places, RegexSearch } from './regexSearch.ts';
import { needsBacktracking, translatePattern } from './regexSyntax.ts';

/** Texts from this length on are searched only where the automaton says that there is something to find. */
const longText = 64;

/** A compiled pattern and what its flags ask for besides. */
export class RegexPattern {
  readonly isGlobal: boolean;
  /** The name of each group, null for one without. */
  readonly names: readonly (string | null)[];
  /** The text that it matches, where that is one text alone. */
  readonly #literal: string | null;
  readonly #skipsEmpty: boolean;
  readonly #regex: RE2JS;
  readonly #search: RegexSearch | null;
  #automaton: RegexAutomaton | null;

  constructor(regex: RE2JS, names: readonly (string | null)[], source: string, flags: string) {
    const program = RegexProgram.of(regex);
    this.isGlobal = flags.includes('g');
    this.names = names;
    this.#literal = isLiteral(source) && !/[ix]/.test(flags) ? source : null;
    this.#skipsEmpty = flags.includes('n');
    this.#regex = regex;
    const options = { skipsEmpty: this.#skipsEmpty, isLongest: flags.includes('l') };
    this.#search = program === null ? null : new RegexSearch(program, names.length, options);
    this.#automaton = program === null ? null : new RegexAutomaton(program);
  }

  /** Whether it matches somewhere in `text`. What goes through all of the text at most once is charged by the caller. */
  test(text: string, meter: Meter): boolean {
    if (this.#literal !== null) return findLiteral(this.#literal, text, 0, meter) !== null;
    const found = this.#mayMatch(text, 0, meter);
    return found === null || (found && this.#skipsEmpty) ? this.find(text, 0, meter) !== null : found;
  }

  /** The first match in `text` that begins at `from` or behind it. */
  find(text: string, from: number, meter: Meter): Places | null {
    if (this.#literal !== null) return findLiteral(this.#literal, text, from, meter);
    if (this.#search === null) return this.#findWithEngine(text, from, meter);
    if (text.length - from >= longText && this.#mayMatch(text, from, meter) === false) return null;
    return this.#search.find(text, from, meter);
  }

  /** What the automaton says; null where it does not know. */
  #mayMatch(text: string, from: number, meter: Meter): boolean | null {
    const found = this.#automaton?.test(text, from, meter) ?? null;
    if (found === null) this.#automaton = null;
    return found;
  }

  /** Look-behind is known to the engine alone, which goes through all of the text. */
  #findWithEngine(text: string, from: number, meter: Meter): Places | null {
    meter.work((text.length - from) * (1 + (this.#regex.programSize() >> 6)));
    const matcher = this.#regex.matcher(text);
    for (let isFound = matcher.find(from); isFound; isFound = matcher.find()) {
      if (this.#skipsEmpty && matcher.start() === matcher.end()) continue;
      return [...this.names.keys(), this.names.length].flatMap((group) => [matcher.start(group), matcher.end(group)]);
    }
    return null;
  }
}

function findLiteral(literal: string, text: string, from: number, meter: Meter): Places | null {
  const start = text.indexOf(literal, from);
  chargeSearch((start < 0 ? text.length : start) - from, literal.length, meter);
  return start < 0 ? null : [start, start + literal.length];
}

/** Whether a pattern has nothing but characters that stand for themselves. Halves of a character would be found inside of one. */
function isLiteral(source: string): boolean {
  return source !== '' && source.length <= maxNaive && !/[\\^$.|?*+()[\]{}\ud800-\udfff]/.test(source);
}

/** Longest pattern, in UTF-16 units. */
const maxPatternLength = 8192;

const maxKept = 64;

/** Patterns by their source, for each set of flags. */
const kept = new Map<string, Map<string, RegexPattern>>();
let keptCount = 0;

function compilePattern(source: string, flags: string, meter: Meter): RegexPattern {
  const known = kept.get(flags)?.get(source);
  if (known !== undefined) return known;
  const pattern = buildPattern(source, flags, meter);
  if (keptCount >= maxKept) {
    kept.clear();
    keptCount = 0;
  }
  keptCount++;
  const sameFlags = kept.get(flags) ?? new Map<string, RegexPattern>();
  kept.set(flags, sameFlags.set(source, pattern));
  return pattern;
}

/** Steps that a pattern costs when it is compiled, for each of its characters and of the engine's instructions. */
const compileSteps = 40;

function buildPattern(source: string, flags: string, meter: Meter): RegexPattern {
  if (source.length > maxPatternLength) fail(`A pattern may have ${maxPatternLength} characters, not ${source.length}`);
  let options: number = RE2JS.LOOKBEHINDS;
  let isExtended = false;
  for (const flag of flags) {
    if (flag === 'i') options |= RE2JS.CASE_INSENSITIVE;
    else if (flag === 'm' || flag === 'p') options |= RE2JS.DOTALL;
    else if (flag === 'x') isExtended = true;
    else if (!'glns'.includes(flag)) fail((show) => `${show.raw(flags)} is not a valid modifier string`);
  }
  meter.work(source.length * compileSteps);
  const { text, names } = translatePattern(source, isExtended);
  const regex = compileRegex(text, source, options);
  meter.work(regex.programSize() * compileSteps);
  return new RegexPattern(regex, names, source, flags);
}

const noBacktracking =
  'look-around, back-references and atomic groups are not available, for patterns run in linear time';

function compileRegex(translated: string, source: string, options: number): RE2JS {
  try {
    return RE2JS.compile(translated, options);
  } catch (error) {
    if (needsBacktracking(source)) return fail(`Regex failure: ${noBacktracking}`);
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'not supported';
    return fail((show) => `Regex failure: ${show.raw(reason)}`);
  }
}

/** Gives the compiled form of a pattern with its flags. Fails as jq does where it is none. */
export type PatternReader = (pattern: Value, flags: Value, meter: Meter) => RegexPattern;

/** A reader for one place of an expression: it keeps the last pattern, as it is mostly the next one too. */
export function patternReader(): PatternReader {
  let last: { readonly pattern: Value; readonly flags: Value; readonly compiled: RegexPattern } | null = null;
  return (pattern, flags, meter) => {
    if (last !== null && pattern === last.pattern && flags === last.flags) return last.compiled;
    if (typeof pattern !== 'string') return failWith(pattern, 'is not a string');
    if (flags !== null && typeof flags !== 'string') return failWith(flags, 'is not a string');
    const compiled = compilePattern(pattern, flags ?? '', meter);
    last = { pattern, flags, compiled };
    return compiled;
  };
}

/** The text that a pattern is looked for in. */
export function textToMatch(input: Value): string {
  return typeof input === 'string' ? input : failWith(input, 'cannot be matched, as it is not a string');
}
