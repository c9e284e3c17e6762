import { expect, test } from 'vitest';
import type { SourceDocument, SourceNode } from '../../../shared/workflow/document.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';
import { reparse } from '../../../shared/workflow/reparse.ts';
import { inOrder } from '../../soak/notation.ts';

const text = `# a definition
document: { dsl: 1.0.3, namespace: a, name: b, version: 0.1.0 }
do:
  - one:
      set:
        x: 1
        list:
        - p
        - q
  # between

  - two: # behind
      call: http
      with:
        endpoint: "https://a.example/{id}"
        body: |
          text
           more

  - three: { wait: { seconds: 3 } }
output:
  as: \${ .a }
`;

function read(source: string): SourceDocument {
  const parsed = parseDocument(source);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

/** The nodes of the items of `do`. */
function tasks({ tree }: SourceDocument): readonly SourceNode[] {
  const list = tree.kind === 'map' ? tree.entries.get('do')?.node : undefined;
  return list?.kind === 'list' ? list.items.map(({ node }) => node) : [];
}

/** An edit, and which of the three tasks keep their nodes through it. */
const edits: readonly (readonly [string, (text: string) => string, readonly number[]])[] = [
  ['in a value', (old) => old.replace('x: 1', 'x: 12'), [1, 2]],
  ['in a nested list', (old) => old.replace('- q', '- qu'), [1, 2]],
  ['that adds lines to a task', (old) => old.replace('x: 1', 'x: 12\n        y: [2]'), [1, 2]],
  ['that takes a line away', (old) => old.replace('        x: 1\n', ''), [1, 2]],
  ['that adds an item', (old) => old.replace('  - two', '  - more: { set: { y: 1 } }\n  - two'), [0, 2]],
  ['that takes an item away', (old) => old.replace(/ {2}- two.*(?= {2}- three)/s, ''), [0]],
  ['that renames a task', (old) => old.replace('two:', 'second:'), [0, 2]],
  ['of a comment', (old) => old.replace('# between', '# between\n  # more'), [1, 2]],
  ['of a blank line', (old) => old.replace('# between\n', '# between\n\n\n'), [1, 2]],
  ['in two tasks at once', (old) => old.replace('x: 1', 'x: 2').replace('more', 'most'), [2]],
  ['that adds an entry at the top', (old) => old.replace('do:', 'timeout: short\ndo:'), [0, 1, 2]],
  ['in the header', (old) => old.replace('1.0.3', '1.0.2'), [0, 1, 2]],
  ['of the first key', (old) => old.replace('document', 'docs'), [0, 1, 2]],
  ['before the first key', (old) => `# more\n\n${old}`, [0, 1, 2]],
  ['behind the list', (old) => old.replace('.a }', '.b }'), [0, 1, 2]],
  ['at the end', (old) => `${old}evaluate:\n  mode: strict\n`, [0, 1, 2]],
  ['of a tab in a text', (old) => old.replace('text', 'te\txt'), [0, 2]],
  ['that ends the list early', (old) => old.replace('  - three', 'timeout: t\nmore:\n  - three'), [0]],
];

test.each(edits.flatMap((edit) => [[...edit, '\n'] as const, [...edit, '\r\n'] as const]))(
  'reads by itself an edit %s, and keeps what it does not touch',
  (_, edit, kept, lineEnd) => {
    const document = read(text.replaceAll('\n', lineEnd));
    const before = tasks(document);
    const edited = edit(text).replaceAll('\n', lineEnd);
    const fresh = reparse(document, edited);
    expect(fresh === null ? null : inOrder(fresh)).toBe(inOrder(read(edited)));
    const after = new Set(fresh === null ? [] : tasks(fresh));
    expect(before.flatMap((node, index) => (after.has(node) ? index : []))).toEqual(kept);
  },
);

test('places of parts are found in the edited text', () => {
  const edited = text.replace('x: 1', 'x: 12\n        y: [2]');
  const fresh = reparse(read(text), edited);
  expect(fresh?.locate('/output/as')).toEqual(read(edited).locate('/output/as'));
  expect(fresh?.pointerAt(edited.indexOf('seconds'))).toBe('/do/2/three/wait/seconds');
});

test('reads keys that are being typed, letter by letter', () => {
  let document = read(text);
  const [before = '', behind = ''] = text.split('output:');
  for (const half of ['ti', 'tim', 'timeout', 'timeout:', 'timeout: t', 'timeout: t\n', 'timeout: t\nsc']) {
    const typed = `${before}${half}\noutput:${behind}`;
    const fresh = reparse(document, typed);
    expect(fresh === null ? null : inOrder(fresh), half).toBe(inOrder(read(typed)));
    document = fresh ?? document;
  }
  expect(document.problems).toHaveLength(1);
  expect(tasks(document)).toHaveLength(3);
});

test.each([
  ['that breaks the notation', (old: string) => old.replace('x: 1', 'x: [1')],
  ['with an anchor', (old: string) => old.replace('x: 1', 'x: &y 1')],
  ['that writes a key twice', (old: string) => old.replace('- q\n', '- q\n        x: 2\n')],
  ['that writes a key of the top twice', (old: string) => `${old}document: 1\n`],
  ['with a tab behind a colon', (old: string) => old.replace('x: 1', 'x:\t1')],
  ['with a carriage return in a line', (old: string) => old.replace('x: 1', 'x: 1\r2')],
  ['that makes it a list', (old: string) => old.replace('document', '- document')],
  ['that leaves nothing', () => ''],
])('leaves an edit %s to the whole reading, and all as it was', (_, edit) => {
  const previous = read(text);
  expect(edit(text)).not.toBe(text);
  expect(reparse(previous, edit(text))).toBeNull();
  expect(inOrder(previous)).toBe(inOrder(read(text)));
});

test('reads the innermost object of JSON that an edit is in', () => {
  const json = JSON.stringify(read(text).value, null, 2);
  const document = read(json);
  const before = tasks(document);
  const edited = json.replace('"x": 1', '"x": 12,\n          "y": [2]');
  const fresh = reparse(document, edited);
  expect(fresh === null ? null : inOrder(fresh)).toBe(inOrder(read(edited)));
  expect(fresh === null ? [] : tasks(fresh).slice(1)).toEqual(before.slice(1));
  expect(fresh === null ? [] : tasks(fresh)[2]).toBe(before[2]);
  const broken = edited.replace('[2]', '[2');
  expect(fresh === null ? null : reparse(fresh, broken)).toBeNull();
  expect(fresh === null ? null : inOrder(fresh)).toBe(inOrder(read(edited)));
});

test('leaves an edit that closes its object of JSON, or opens another, to the whole reading', () => {
  const json = '{ "a": { "x": 1 }, "b": [2] }';
  for (const edited of [json.replace('1', '2 }, "c": { "y": 3'), json.replace('2', '3], "d": [4')]) {
    expect(reparse(read(json), edited)).toBeNull();
  }
});

test('leaves what has an alias and what has mistakes to the whole reading', () => {
  const aliased = 'do:\n  - one: &a\n      x: 1\n  - two: *a\n';
  expect(reparse(read(aliased), aliased.replace('1', '2'))).toBeNull();
  const wrong = 'do:\n  - one: "x\n';
  expect(reparse(read(wrong), 'do:\n  - one: "x"\n')).toBeNull();
});

test('reads edits of long texts, also where they repeat what stands beside them', () => {
  const line = '  - a: { set: { x: 1 } }\n';
  const long = `document: {}\ndo:\n${line.repeat(400)}`;
  let document = read(long);
  for (const at of [0, 1, 161, 170, 399]) {
    const start = long.indexOf(line) + at * line.length;
    for (const edited of [
      `${long.slice(0, start)}${line}${line}${long.slice(start)}`,
      `${long.slice(0, start)}${long.slice(start + line.length)}`,
      `${long.slice(0, start)}${long.slice(start).replace('1', '11')}`,
    ]) {
      const fresh = reparse(document, edited);
      expect(fresh === null ? null : inOrder(fresh)).toBe(inOrder(read(edited)));
      document = fresh ?? document;
    }
  }
});

test('reads half a key again where something comes before it', () => {
  const half = 'a:\n  b: 1\n  half\n';
  const previous = read(half);
  expect(reparse(previous, half.replace('  half', '  # c\n  half'))).toBeNull();
  const edited = half.replace('b: 1', 'b: 12');
  const fresh = reparse(previous, edited);
  expect(fresh === null ? null : inOrder(fresh)).toBe(inOrder(read(edited)));
});
