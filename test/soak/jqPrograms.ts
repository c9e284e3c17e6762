import type { Json } from '../../shared/base/json.ts';

const names = ['a', 'b', 'c', 'id', 'name'];
const words = ['', 'a', 'ab', 'b,a', 'x y', 'Ada', 'é', '12', '-3.5', 'null', '[1]', '2020-02-29T12:00:00Z'];
const filters = [
  'length',
  'keys',
  'values',
  'not',
  'type',
  'add',
  'any',
  'all',
  'flatten',
  'floor',
  'sort',
  'unique',
  'min',
  'max',
  'to_entries',
  'from_entries',
  'tojson',
  'tostring',
  'tonumber',
  'ascii_downcase',
  'ascii_upcase',
  'explode',
  'first',
  'paths',
  'recurse',
  '..',
  'arrays',
  'objects',
  'strings',
  'numbers',
  'booleans',
  'nulls',
  'iterables',
  'scalars',
  'empty',
  'tostream',
  '[paths]',
  'utf8bytelength',
  'keys_unsorted',
  'fromjson',
  '@json',
  '@csv',
  '@tsv',
  '@base64',
  '@uri',
  '@sh',
  '@text',
  'splits("a")',
  'combinations',
  'sqrt',
];
// Not any, all, walk, map_values: jq 1.6 goes wrong where their argument has several outputs or none.
const closures = [
  'map',
  'select',
  'sort_by',
  'group_by',
  'unique_by',
  'min_by',
  'max_by',
  'with_entries',
  'recurse',
  'path',
  'del',
  'first',
];
const texts = ['startswith', 'endswith', 'split', 'join', 'test', 'has', 'contains', 'inside', 'capture', 'match'];

/** A source of random jq programs and values that gives the same ones for the same seed. */
export class JqPrograms {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 to before 1 (mulberry32). */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  #below(count: number): number {
    return Math.floor(this.#next() * count);
  }

  #one<T>(items: readonly T[]): T {
    return items[this.#below(items.length)] as T;
  }

  /** A value, nested at most `depth` deep. */
  json(depth: number): Json {
    const kind = this.#below(depth > 0 ? 8 : 5);
    if (kind === 0) return null;
    if (kind === 1) return this.#next() < 0.5;
    if (kind === 2) return this.#below(20) - 5;
    if (kind === 3) return this.#below(100) / 4;
    if (kind === 4) return this.#one(words);
    if (kind === 5) return Array.from({ length: this.#below(5) }, () => this.json(depth - 1));
    return Object.fromEntries(Array.from({ length: this.#below(4) }, () => [this.#one(names), this.json(depth - 1)]));
  }

  /** A program, nested at most `depth` deep. It may fail, but it ends. */
  program(depth = 4): string {
    const sub = (): string => this.program(depth - 1);
    if (depth <= 0) return this.#leaf();
    switch (this.#below(22)) {
      case 0:
        return `(${sub()}, ${sub()})`;
      case 1:
      case 2:
      case 3:
        return `(${sub()} | ${sub()})`;
      case 4:
        return `(${sub()} ${this.#one(['+', '-', '*', '/', '%', '==', '!=', '<', '<=', '>', '>='])} ${sub()})`;
      case 5:
        return `(${sub()} ${this.#one(['and', 'or', '//'])} ${sub()})`;
      case 6:
        return `[${sub()}]`;
      case 7:
        return `{${this.#one(names)}: ${sub()}, (${JSON.stringify(this.#one(names))}): ${sub()}}`;
      case 8:
        return `if ${sub()} then ${sub()} else ${sub()} end`;
      case 9:
        return `[try ${sub()} catch "caught"]`;
      case 10:
        return `[(${sub()})?]`;
      case 11:
        return `(${sub()} as $x | ${this.#withVariable(sub(), sub())})`;
      case 12:
        return `(reduce (${sub()}) as $x (${this.#one(['.', 'null', '[]', '{}', '0', '.a'])}; ${this.#one(['. + $x', '[., $x]', '. // $x', '.a = $x', '.[0] = $x', '.b += $x'])}))`;
      case 13:
        return `(foreach (${sub()}) as $x (0; ${this.#one(['. + 1', '[$x]'])}; ${this.#one(['.', '[., $x]'])}))`;
      case 14:
      case 15:
        return `${this.#one(closures)}(${sub()})`;
      case 16:
        return `${this.#one(texts)}(${this.#one([this.#leaf(), JSON.stringify(this.#one(['a', 'b', ',', ' ']))])})`;
      case 17:
        return `(${this.#path()} ${this.#one(['=', '+=', '//='])} ${this.#one(['.', '1', '"s"', '[2]', sub()])})`;
      case 18:
        return `limit(2; ${sub()})`;
      case 19:
        return `"<\\(${sub()})>"`;
      case 20:
        return `(def f(g): ${this.#one(['g | g', '[g]', '., g', '[g | g]'])}; f(${sub()}))`;
      default:
        return this.#leaf();
    }
  }

  #withVariable(left: string, right: string): string {
    return this.#one([`${left} + $x`, `[$x, ${right}]`, `{$x, y: ${left}}`, `$x | ${right}`]);
  }

  #path(): string {
    return this.#one([
      '.a',
      '.b.c',
      '.[0]',
      '.[]',
      '.a[1:2]',
      '.[1:]',
      '(.a, .b)',
      '.[]?',
      '..',
      '.a[]',
      'first(.[]?)',
      '.[-1]',
      'getpath(["a","b"])',
      '(.a | select(.))',
      'if .a then .a else .b end',
      '.c[2]',
    ]);
  }

  #leaf(): string {
    const choice = this.#below(8);
    if (choice === 0) return '.';
    if (choice === 1) return this.#path();
    if (choice === 2) return JSON.stringify(this.json(1));
    if (choice === 3) return `.${this.#one(names)}${this.#one(['', '?'])}`;
    if (choice === 4) return this.#one(['.[]', '.[]?', '.[0]?', '.[-1:]?', '.[:2]?']);
    return this.#one(filters);
  }
}
