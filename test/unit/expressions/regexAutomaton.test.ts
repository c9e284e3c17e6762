import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { RegexAutomaton } from '../../../shared/expressions/builtins/regexAutomaton.ts';
import { RegexPattern } from '../../../shared/expressions/builtins/regexPattern.ts';
import { Random } from '../../../shared/simulation/random.ts';

const atoms = [
  ...['a', 'b', 'A', 'k', 's', '.', '\\d', '\\w', '\\s', '\\W', '[a-c]', '[^a]', '[A-Zé]', '\\pL', '\\p{Lu}'],
  ...['é', 'ß', '😀', '[😀-😂]', 'ſ', 'K', 'Σ', 'ς', 'ı', 'İ', 'i', '\\n', ' ', '1', '_', '\\b', '\\B', '^', '$'],
  ...['\\A', '\\z', '(?m:^)', '(?m:$)', '(?i:k)', '(?i:s)', '(?s:.)', '[[:alpha:]]', '\\x{1F600}', 'µ'],
];

const characters = [
  ...['a', 'b', 'c', 'A', 'k', 'K', '\u212a', 's', 'S', 'ſ', 'σ', 'ς', 'Σ', 'é', 'É', 'ß', 'ẞ', '1', '٣', '_', ' '],
  ...['\n', '\r', '😀', '😁', '\ud83d', '\ude00', 'µ', 'μ', 'İ', 'ı', 'i', 'I', '\u2028', '\0', '\x7f', '\x80'],
];

const flags = [0, RE2JS.CASE_INSENSITIVE, RE2JS.DOTALL, RE2JS.MULTILINE, RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE];

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

function automatonOf(pattern: string): RegexAutomaton {
  const automaton = RegexAutomaton.of(RE2JS.compile(pattern));
  if (automaton === null) throw new Error(`${pattern} has no automaton`);
  return automaton;
}

describe('the automaton of a pattern', () => {
  it.each([1, 2, 3, 4])('finds what the engine finds, seed %i', (seed) => {
    const samples = new Samples(seed);
    let patterns = 0;
    const differences: unknown[] = [];
    while (patterns < 1500) {
      const pattern = samples.pattern(4);
      const options = samples.one(flags);
      const regex = compiled(pattern, options);
      if (regex === null) continue;
      patterns++;
      const automaton = RegexAutomaton.of(regex);
      for (let i = 0; i < 12; i++) {
        const text = samples.text();
        const found = regex.matcher(text).find();
        if (automaton?.test(text) !== found) differences.push({ pattern, options, text, found });
      }
    }
    expect(differences).toEqual([]);
  });

  it('does not exist for look-behind', () => {
    expect(RegexAutomaton.of(RE2JS.compile('(?<=a)b', RE2JS.LOOKBEHINDS))).toBeNull();
  });

  it('has a bound: it gives up where a pattern has too many states, and goes on where it has few', () => {
    const texts = Array.from({ length: 3000 }, (_, i) => i.toString(2).replaceAll('0', 'a').replaceAll('1', 'b'));
    const explosive = automatonOf('(a|b)*a(a|b){14}c');
    expect(texts.some((text) => explosive.test(`${text}${text}`) === null)).toBe(true);
    const tame = automatonOf('^[ab]+c$');
    expect(texts.every((text) => tame.test(text) === false && tame.test(`${text}c`) === true)).toBe(true);
  });

  it('has a bound on the characters that it keeps edges for', () => {
    const automaton = automatonOf('^.*x$');
    const text = Array.from({ length: 20_000 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('');
    expect(automaton.test(text)).toBeNull();
  });

  it('is replaced by the engine where it gave up', () => {
    const pattern = new RegexPattern(RE2JS.compile('^.*x$'), '^.*x$', '');
    const text = Array.from({ length: 20_000 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('');
    expect([text, `${text}x`, 'x', 'y'].map((each) => pattern.test(each))).toEqual([false, true, true, false]);
  });
});
