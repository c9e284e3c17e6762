import { expect, test } from 'vitest';
import { composeAny } from '../../../shared/workflow/composeAny.ts';
import { composePlain } from '../../../shared/workflow/composePlain.ts';
import { tokenize } from '../../../shared/workflow/yamlTokens.ts';

const plainTexts = [
  'a: 1\nb:\n  - x\n  - y: z\n    w: [1, { q: null }, ]\n',
  '# first\n---\n# second\na: b # behind\n\n# last\n',
  "a: |\n  one\n   two\n\n\nb: >-\n  folded\n  text\n\nc: \"q\\n\\u00e9 w\n  second\"\nd: 'it''s'\n",
  '- - a\n  - b: c\n- null\n- ~\n- 0x1f\n- 1.50\n- +12e3\n- TRUE\n- 0o17\n',
  'a: plain\n  over\n\n  lines\nb:\n- c\n200: x\ntrue: y\n<<: z\n',
  '{ "a": 1, b: [true, "x"],\n c: { d: e } }\n',
  'a:\r\n  - b: |\r\n      c\r\n\r\n  - d\r\n',
];

const unusualTexts = [
  '',
  'just a text',
  'a: &x 1\nb: *x\n',
  'a: !!str 1\n',
  'a:\nb: 1\n',
  'a: 1\na: 2\n',
  '? a\n: b\n',
  'a: .inf\n',
  'a: "\\q"\n',
  'a: b: c\n',
  'a:\n\t- b\n',
  '%YAML 1.2\n---\na: b\n',
  'a: 1\n---\nb: 2\n',
  '[a: 1]\n',
  '[a, , b]\n',
  '{ a }\n',
  'a: "b"#c\n',
  'a: [1, 2\nb: 3\n',
];

const pieces =
  '\n|  |\t|: |- |#| # c|[|]|{|}|,|"|\'|&a|*a|!t|? |---\n|\r\n|~|1|.5|: |2-\n|a: b\n|  - x\n|\n\n|@|<<'.split('|');

/** A pseudo-random number below `bound` at each call. */
function numbers(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % bound;
  };
}

function bothWays(text: string): { readonly plain: unknown; readonly long: unknown; readonly problems: number } {
  const plain = composePlain(tokenize(text).tokens, text);
  const { tokens, comments } = tokenize(text);
  const { tree, problems } = composeAny(text, tokens, comments);
  return { plain, long: tree, problems: problems.length };
}

test.each(plainTexts)('composes %j by the short way to the same tree', (text) => {
  const { plain, long, problems } = bothWays(text);
  expect(plain).not.toBeNull();
  expect(plain).toEqual(long);
  expect(problems).toBe(0);
});

test.each(unusualTexts)('leaves %j to the long way', (text) => {
  expect(bothWays(text).plain).toBeNull();
});

test('never differs from the long way, whatever the text', () => {
  const below = numbers(11);
  let short = 0;
  for (let round = 0; round < 3_000; round += 1) {
    let text = plainTexts[below(plainTexts.length)] ?? '';
    for (let change = below(4); change > 0; change -= 1) {
      const at = below(text.length + 1);
      text = text.slice(0, at) + (pieces[below(pieces.length)] ?? '') + text.slice(at + below(3));
    }
    const { plain, long, problems } = bothWays(text);
    if (plain === null) continue;
    short += 1;
    expect(plain, text).toEqual(long);
    expect(problems, text).toBe(0);
  }
  expect(short).toBeGreaterThan(500);
});
