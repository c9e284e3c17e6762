import { RE2JS } from 're2js';

/** A pattern that runs in time linear in the text, whatever it and the text are. */
export interface Pattern {
  /** Whether it is found anywhere in `text`. */
  test(text: string): boolean;
  /** Where it is found, first match first, as UTF-16 offsets. */
  matches(text: string): readonly { readonly start: number; readonly end: number }[];
}

/** Most matches that are reported for one text. */
const maxMatches = 1_000;

/** Compiles an RE2 pattern; null where it is not one (back-references and look-around are not RE2). */
export function compilePattern(source: string, options: { ignoreCase?: boolean } = {}): Pattern | null {
  const compiled = compiledOrNull(source, options.ignoreCase === true ? RE2JS.CASE_INSENSITIVE : 0);
  if (compiled === null) return null;
  return {
    test: (text) => compiled.test(text),
    matches(text) {
      const found = [];
      const matcher = compiled.matcher(text);
      while (found.length < maxMatches && matcher.find()) found.push({ start: matcher.start(), end: matcher.end() });
      return found;
    },
  };
}

function compiledOrNull(source: string, flags: number): RE2JS | null {
  try {
    return RE2JS.compile(source, flags);
  } catch {
    return null;
  }
}
