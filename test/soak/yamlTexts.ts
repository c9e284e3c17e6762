import { Random } from '../../shared/simulation/random.ts';

/** Texts of plain YAML that use, together, all of what is read without the help of `yaml`. */
export const plainTexts: readonly string[] = [
  'a: 1\nb:\n  - x\n  - y: z\n    w: [1, { q: null }, ]\n',
  '# first\n---\n# second\na: b # behind\n\n# last\n',
  "a: |\n  one\n   two\n\n\nb: >-\n  folded\n  text\n\nc: \"q\\n\\u00e9 w\n  second\"\nd: 'it''s'\n",
  '- - a\n  - b: c\n- null\n- ~\n- 0x1f\n- 1.50\n- +12e3\n- TRUE\n- 0o17\n',
  'a: plain\n  over\n\n  lines\nb:\n- c\n200: x\ntrue: y\n<<: z\n',
  'a:\r\n  - b: |\r\n      c\r\n\r\n  - d\r\n',
  'a:\nb:\n  c:\n  d: # x\n  -\n',
  '-\n- a:\n  # c\n  b:\n- \n-\n  - x\n-\n  k: v\n-\n  # - q\n  z: 1\n',
  'a: {\n  "b":1, c: [\n    1,\n    2\n  ], "d" : x\n}\ne: [a, b,\n  c]\n"f": {}\n',
  'a: |+\n  x\n\n\nb: |\n\nc: >+\n  y\n   z\n\n  w\nd: |-\n  # no\n # yes\ne: "a\\\n  b"\n',
  'a: \'x\n\n  y\'\nb: "p\tq\n   r "\nc:   z\n   t # c\nd:\n  e\n  f\n\n  g\n',
  'a:\n  b: |\n     \n  \n\n   \n  c: >-\n   \n\n    d\n     \n   \n  e: |-\n',
  ' a:\n  - b: 1\n    c:\n    - d: e\n      f: g\n    - h\n    i: j\n # k\n b: x\n',
  'document: { dsl: 1.0.3, namespace: a, name: b, version: 0.1.0 }\ndo:\n  - one:\n      set:\n        x: 1\n  # between\n\n  - two: # behind\n      call: http\n      with:\n        endpoint: "https://a.example/{id}"\n        body: |\n          text\n           more\n\n  - three: { wait: { seconds: 3 } }\noutput:\n  as: ${ .a }\n',
];

/** Texts of JSON, as people lay it out and as programs do. */
export const jsonTexts: readonly string[] = [
  '{ "a": [1, { "b": "c, d" }, []],\n  "e": { "f": [true, null],\n "g": "\\u00e9\\"" } }\n',
  '{\n  "document": {\n    "dsl": "1.0.3"\n  },\n  "do": [\n    {\n      "one": {\n        "set": {\n          "x": 1\n        }\n      }\n    },\n    {\n      "two": {\n        "wait": {\n          "seconds": 3\n        }\n      }\n    }\n  ]\n}\n',
  '[{"a":{"b":[[],{}]}},{"c":-1.5e3}]',
];

/** Pieces that mean something to YAML or JSON. */
const pieces: readonly string[] = [
  ...[
    '\n',
    ' ',
    '  ',
    '\t',
    '\n ',
    '\n  ',
    '\n    ',
    '\n\n',
    '   \n',
    '\r\n',
    '\r',
    ': ',
    ':',
    ' :',
    '- ',
    '-',
    '- - ',
  ],
  ...[
    '#',
    ' # c',
    '\n#',
    '  #\n',
    '[',
    ']',
    '{',
    '}',
    ',',
    '\n}',
    '\n]',
    '"',
    "'",
    '""',
    "''",
    '"a":',
    '"b": 1',
    ', 1',
    '\\',
    '\\n',
  ],
  ...['&a', '*a', '!t', '? ', '?', '%', '@', '`', '---\n', '--- ', '...', '~', 'null', '1', '.5', '.inf', '<<', 'abc'],
  ...['|', '|\n', '>-\n', '|+\n', '|2-\n', 'a: b\n', '  q: r\n', '- s\n', '\n- ', '\n  - x\n', '    - t: u\n', 'a:\n'],
  ...['-\n', '{a: 1}', '[x, y]', '\u001f', '\uFEFF', '\u0002', '\u0000', '\ud800', '\u2028', '__proto__: '],
];

/** Random texts, made by edits as people make them and as nobody would: the same ones for the same seed. */
export class YamlTexts {
  readonly #texts: readonly string[];
  readonly #random: Random;

  constructor(texts: readonly string[], seed: number) {
    this.#texts = texts;
    this.#random = new Random(seed);
  }

  /** One of the texts that it was given; some with the line ends of Windows. */
  text(): string {
    const text = this.#one(this.#texts);
    return this.#below(12) === 0 ? text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n') : text;
  }

  /** A text after one edit: a letter, a piece in or out, two at once, a line more or less, lines that went elsewhere. */
  edited(text: string): string {
    switch (this.#below(10)) {
      case 0:
        return this.#typed(this.#typed(text));
      case 1: {
        const { start, end } = this.#lines(text, 1);
        return text.slice(0, start) + text.slice(end);
      }
      case 2: {
        const { start, end } = this.#lines(text, 1);
        return text.slice(0, end) + text.slice(start);
      }
      case 3: {
        const { start, end } = this.#lines(text, 1 + this.#below(6));
        const rest = text.slice(0, start) + text.slice(end);
        const to = this.#lines(rest, 1).start;
        return rest.slice(0, to) + text.slice(start, end) + rest.slice(to);
      }
      case 4: {
        const at = this.#below(text.length + 1);
        return text.slice(0, at) + this.#one(['x', 'y', '1', ' ']) + text.slice(at);
      }
      default:
        return this.#typed(text);
    }
  }

  #typed(text: string): string {
    const at = this.#below(text.length + 1);
    const piece = this.#below(5) === 0 ? '' : this.#one(pieces);
    return text.slice(0, at) + piece + text.slice(at + this.#below(4) * this.#below(2));
  }

  /** So many whole lines somewhere. */
  #lines(text: string, count: number): { readonly start: number; readonly end: number } {
    const start = text.lastIndexOf('\n', this.#below(text.length + 1) - 1) + 1;
    let end = start;
    for (let line = 0; line < count; line += 1) end = text.indexOf('\n', end) + 1 || text.length;
    return { start, end };
  }

  #one(some: readonly string[]): string {
    return some[this.#below(some.length)] ?? '';
  }

  #below(bound: number): number {
    return this.#random.integer() % bound;
  }
}
