import { add } from '../arithmetic.ts';
import type { Code, Env, Single } from '../code.ts';
import { forEach, fromRun } from '../codes.ts';
import { everything } from '../compileAccess.ts';
import { compileLiteral } from '../compileConstruct.ts';
import { compilePipe } from '../compileOperators.ts';
import { lostPath } from '../path.ts';
import type { Value } from '../value.ts';
import type { Special } from './generators.ts';
import { callNative, type Native } from './native.ts';
import { captures, fromPattern, matchesOf, matchObjects, namedGroups, scanned, splitting } from './regex.ts';
import { patternReader, type RegexPattern, textToMatch } from './regexPattern.ts';

/** `sub`: a text for each output of the replacement, whose input are the named groups of a match; the text itself for none. */
function substitute(source: Code, replacement: Code, flags: Code, flagsOf: (flags: Value, env: Env) => Value): Code {
  const read = patternReader();
  return fromRun((env, input, path, emit) =>
    forEach(source, env, input, (pattern) =>
      forEach(flags, env, input, (given) => {
        const all = flagsOf(given, env);
        const text = textToMatch(input);
        const results = replaced(env, text, read(pattern, all, env.meter), replacement);
        if (results.length === 0) return emit(text, path);
        return results.some((result) => emit(result, path === null ? null : lostPath));
      }),
    ),
  );
}

/** The texts with the first replacement of every match, with the second, and so on. */
function replaced(env: Env, text: string, pattern: RegexPattern, replacement: Code): Value[] {
  if (replacement.single !== null) return replacedOnce(env, text, pattern, replacement.single);
  const { meter } = env;
  const results: Value[] = [];
  let from = 0;
  for (const match of matchesOf(pattern, text, meter)) {
    meter.step();
    const [start = 0, end = 0] = match;
    const gap = text.slice(from, start);
    let index = 0;
    forEach(replacement, env, namedGroups(pattern, match, text), (insert) => {
      meter.step();
      results[index] = add(results[index] ?? null, add(gap, insert, meter), meter);
      index++;
      return false;
    });
    from = end;
  }
  const rest = text.slice(from);
  return results.map((result) => add(result, rest, meter));
}

/** The same for a replacement that never has two outputs. */
function replacedOnce(env: Env, text: string, pattern: RegexPattern, replacement: Single): Value[] {
  const { meter } = env;
  let result: Value = null;
  let from = 0;
  for (const match of matchesOf(pattern, text, meter)) {
    meter.step();
    const [start = 0, end = 0] = match;
    const insert = replacement(env, namedGroups(pattern, match, text));
    if (insert !== undefined) result = add(result, add(text.slice(from, start), insert, meter), meter);
    from = end;
  }
  return result === null ? [] : [add(result, text.slice(from), meter)];
}

const asGiven = (flags: Value): Value => flags;

const global = (flags: Value, { meter }: Env): Value => add(flags, 'g', meter);

const noFlags = compileLiteral(null);

/** Gives the elements of the list that a native makes, one after the other. */
function eachOf(make: () => Native): Special {
  return (source, flags = noFlags) => compilePipe(callNative(make(), [source, flags]), everything);
}

/** The same where a pattern alone may bring its flags along. */
function eachFromPattern(make: () => Native): Special {
  return (source) => compilePipe(callNative(fromPattern(make()), [source]), everything);
}

/** Builtins over regular expressions that give any number of outputs, or run an argument. */
export const regexCalls: Readonly<Record<string, Special>> = {
  'match/1': eachFromPattern(matchObjects),
  'match/2': eachOf(matchObjects),
  'capture/1': eachFromPattern(captures),
  'capture/2': eachOf(captures),
  'scan/1': eachOf(scanned),
  'scan/2': eachOf(scanned),
  'splits/1': eachOf(splitting),
  'splits/2': eachOf(splitting),
  'sub/2': (source, replacement) => substitute(source, replacement, noFlags, asGiven),
  'sub/3': (source, replacement, flags) => substitute(source, replacement, flags, asGiven),
  'gsub/2': (source, replacement) => substitute(source, replacement, noFlags, global),
  'gsub/3': (source, replacement, flags) => substitute(source, replacement, flags, global),
};
