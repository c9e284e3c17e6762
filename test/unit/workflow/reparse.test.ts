import { expect, test } from 'vitest';
import type { SourceDocument } from '../../../shared/workflow/document.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';
import { reparse } from '../../../shared/workflow/reparse.ts';

const header = 'document: { dsl: 1.0.3, namespace: a, name: b, version: 0.1.0 }\n';

const definitions = [
  `${header}do:\n  - one:\n      set:\n        x: 1\n  # between\n\n  - two: # behind\n      call: http\n      with:\n        endpoint: "https://a.example/{id}"\n        body: |\n          text\n           more\n\n  - three: { wait: { seconds: 3 } }\noutput:\n  as: \${ .a }\n`,
  `${header}do:\n- one:\n    set: |+\n      x\n\n\n- two: {c: d}\n- three: 'x\n    y'\n`,
];

const pieces =
  '\n|\n      |\n    | |\t|: |- |#| # c|[|]|{|}|,|"|\'|&a|*a|---\n|~|1|x: y\n|        x: y\n|  - z:\n      set: a\n|\n\n|abc'.split(
    '|',
  );

function read(text: string): SourceDocument {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

/** A document without its functions. */
function partsOf({ text, format, value, tree, problems, comments }: SourceDocument): unknown {
  return { text, format, value, tree, problems, comments };
}

/** A pseudo-random number below `bound` at each call. */
function numbers(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % bound;
  };
}

test('reads the item that an edit is in, and moves what is behind it', () => {
  const [text = ''] = definitions;
  const edited = text.replace('x: 1', 'x: 12\n        y: [2]');
  const document = reparse(read(text), edited);
  expect(document).not.toBeNull();
  expect(document === null ? null : partsOf(document)).toEqual(partsOf(read(edited)));
  expect(document?.locate('/output/as')?.value).toEqual(read(edited).locate('/output/as')?.value);
});

test.each([
  ['outside of the list', (text: string) => text.replace('.a }', '.b }')],
  ['in the header', (text: string) => text.replace('1.0.3', '1.0.2')],
  ['that adds an item', (text: string) => text.replace('  # between', '  - more: { set: { y: 1 } }\n  # between')],
  ['that breaks the notation', (text: string) => text.replace('x: 1', 'x: [1')],
  ['with an anchor', (text: string) => text.replace('x: 1', 'x: &y 1')],
  ['with a tab', (text: string) => text.replace('x: 1', 'x: 1\t')],
])('leaves an edit %s to the whole reading', (_, edit) => {
  const [text = ''] = definitions;
  const previous = read(text);
  expect(edit(text)).not.toBe(text);
  expect(reparse(previous, edit(text))).toBeNull();
  expect(partsOf(previous)).toEqual(partsOf(read(text)));
});

test('leaves JSON, and what has an alias, to the whole reading', () => {
  const json = '{ "do": [{ "one": { "set": { "x": 1 } } }] }';
  expect(reparse(read(json), json.replace('1', '2'))).toBeNull();
  const aliased = 'do:\n  - one: &a\n      x: 1\n  - two: *a\n';
  expect(reparse(read(aliased), aliased.replace('1', '2'))).toBeNull();
});

test('never differs from the whole reading, over many edits in a row', () => {
  const below = numbers(5);
  let taken = 0;
  for (let round = 0; round < 200; round += 1) {
    let document = read(definitions[below(definitions.length)] ?? '');
    for (let edit = 0; edit < 15; edit += 1) {
      const at = below(document.text.length + 1);
      const piece = below(4) === 0 ? '' : (pieces[below(pieces.length)] ?? '');
      const text = document.text.slice(0, at) + piece + document.text.slice(at + below(3));
      const whole = read(text);
      const fresh = reparse(document, text);
      if (fresh !== null) {
        taken += 1;
        expect(partsOf(fresh), text).toEqual(partsOf(whole));
        document = fresh;
      } else if (whole.problems.length === 0) document = whole;
    }
  }
  expect(taken).toBeGreaterThan(200);
});
