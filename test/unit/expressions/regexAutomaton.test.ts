import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { RegexAutomaton } from '../../../shared/expressions/builtins/regexAutomaton.ts';
import { RegexPattern } from '../../../shared/expressions/builtins/regexPattern.ts';
import { RegexProgram } from '../../../shared/expressions/builtins/regexProgram.ts';
import { RegexSearch } from '../../../shared/expressions/builtins/regexSearch.ts';
import { Meter } from '../../../shared/expressions/meter.ts';
import { Random } from '../../../shared/simulation/random.ts';

const atoms = [
  ...['a', 'b', 'A', 'k', 's', '.', '\\d', '\\w', '\\s', '\\W', '[a-c]', '[^a]', '[A-Zé]', '\\pL', '\\p{Lu}'],
  ...['é', 'ß', '😀', '[😀-😂]', 'ſ', 'K', 'Σ', 'ς', 'ı', 'İ', 'i', '\\n', ' ', '1', '_', '\\b', '\\B', '^', '$'],
  ...['\\A', '\\z', '(?m:^)', '(?m:$)', '(?i:k)', '(?i:s)', '(?s:.)', '[[:alpha:]]', '\\x{1F600}', 'µ'],
];

/** The engine knows words of ASCII only; what is made of these is compared without the letters beyond. */
const wordEdges = /\\[bB]/;

const characters = [
  ...['a', 'b', 'c', 'A', 'k', 'K', '\u212a', 's', 'S', 'ſ', 'σ', 'ς', 'Σ', 'é', 'É', 'ß', 'ẞ', '1', '٣', '_', ' '],
  ...['\n', '\r', '😀', '😁', '\ud83d', '\ude00', 'µ', 'μ', 'İ', 'ı', 'i', 'I', '\u2028', '\0', '\x7f', '\x80'],
];

const flags = [0, RE2JS.CASE_INSENSITIVE, RE2JS.DOTALL, RE2JS.MULTILINE, RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE];

const unbounded = new Meter({ steps: 1e9 });

/** Random patterns and texts, the same for the same seed. */
class Samples {
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = new Random(seed);
  }

  one<T>(items: readonly T[]): T {
    return items[this.#random.integer() % items.length] as T;
  }

  pattern(depth: number): string {
    if (depth === 0) return this.one(atoms);
    const part = (): string => this.pattern(depth - 1);
    const shapes = [
      () => this.one(atoms),
      () => part() + part(),
      () => `(${part()}|${part()})`,
      () => `(?:${part()})${this.one(['*', '+', '?', '*?', '{2}', '{1,3}', '{0,2}?'])}`,
      () => `(${part()})`,
    ];
    return this.one(shapes)();
  }

  text(): string {
    return Array.from({ length: this.#random.integer() % 9 }, () => this.one(characters)).join('');
  }
}

function compiled(pattern: string, options: number): RE2JS | null {
  try {
    return RE2JS.compile(pattern, options | RE2JS.LOOKBEHINDS);
  } catch {
    return null;
  }
}

function programOf(regex: RE2JS): RegexProgram {
  const program = RegexProgram.of(regex);
  if (program === null) throw new Error(`${regex.pattern()} has look-behind`);
  return program;
}

function automatonOf(pattern: string): RegexAutomaton {
  return new RegexAutomaton(programOf(RE2JS.compile(pattern)));
}

/** Where the engine says that the first match and its groups are. */
function placesOf(regex: RE2JS, text: string): number[] | null {
  const matcher = regex.matcher(text);
  if (!matcher.find()) return null;
  return Array.from({ length: regex.groupCount() + 1 }, (_none, group) => [
    matcher.start(group),
    matcher.end(group),
  ]).flat();
}

describe('the automaton and the search of a pattern', () => {
  it.each([1, 2, 3, 4])('find what the engine finds, seed %i', (seed) => {
    const samples = new Samples(seed);
    let patterns = 0;
    const differences: unknown[] = [];
    while (patterns < 1500) {
      const pattern = samples.pattern(4);
      const options = samples.one(flags);
      const regex = compiled(pattern, options);
      if (regex === null) continue;
      patterns++;
      const program = programOf(regex);
      const automaton = new RegexAutomaton(program);
      const search = new RegexSearch(program, regex.groupCount(), { skipsEmpty: false, isLongest: false });
      for (let i = 0; i < 12; i++) {
        const text = wordEdges.test(pattern) ? samples.text().replace(/[^ -~\n]/gu, '!') : samples.text();
        const places = placesOf(regex, text);
        const found = search.find(text, 0, unbounded);
        if (JSON.stringify(found) !== JSON.stringify(places))
          differences.push({ pattern, options, text, found, places });
        if (automaton.test(text, 0, unbounded) !== (places !== null)) differences.push({ pattern, options, text });
      }
    }
    expect(differences).toEqual([]);
  });

  it('know letters beyond ASCII at the edges of words', () => {
    const program = programOf(RE2JS.compile('\\bà'));
    const search = new RegexSearch(program, 0, { skipsEmpty: false, isLongest: false });
    expect([' à', 'éà'].map((text) => search.find(text, 0, new Meter()))).toEqual([[1, 2], null]);
    expect([' à', 'éà'].map((text) => new RegexAutomaton(program).test(text, 0, new Meter()))).toEqual([true, false]);
  });

  it('forget a search that was stopped', () => {
    const search = new RegexSearch(programOf(RE2JS.compile('(?:a|b)*c')), 0, { skipsEmpty: false, isLongest: false });
    expect(() => search.find('ab'.repeat(20_000), 0, new Meter({ steps: 10 }))).toThrow();
    expect(search.find('abc', 0, unbounded)).toEqual([0, 3]);
  });

  it('do not exist for look-behind', () => {
    expect(RegexProgram.of(RE2JS.compile('(?<=a)b', RE2JS.LOOKBEHINDS))).toBeNull();
  });

  it('have a bound: the automaton gives up where a pattern has too many states, and goes on where it has few', () => {
    const texts = Array.from({ length: 3000 }, (_, i) => i.toString(2).replaceAll('0', 'a').replaceAll('1', 'b'));
    const explosive = automatonOf('(a|b)*a(a|b){14}c');
    expect(texts.some((text) => explosive.test(`${text}${text}`, 0, unbounded) === null)).toBe(true);
    const tame = automatonOf('^[ab]+c$');
    expect(texts.every((text) => tame.test(text, 0, unbounded) === false && tame.test(`${text}c`, 0, unbounded))).toBe(
      true,
    );
  });

  it('have a bound on the characters that the automaton keeps edges for', () => {
    const automaton = automatonOf('^.*x$');
    const text = Array.from({ length: 20_000 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('');
    expect(automaton.test(text, 0, unbounded)).toBeNull();
  });

  it('replace each other where the automaton gave up', () => {
    const pattern = new RegexPattern(RE2JS.compile('^.*x$'), [], '^.*x$', '');
    const text = Array.from({ length: 20_000 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('');
    expect([text, `${text}x`, 'x', 'y'].map((each) => pattern.test(each, unbounded))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
