import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../shared/workflow/decodeText.ts';
import type { Format, SourceDocument } from '../../../shared/workflow/document.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';

function read(text: string, format?: Format): SourceDocument {
  const parsed = parseDocument(text, format);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

function textAt(document: SourceDocument, pointer: string): { key: string | null; value: string } | null {
  const found = document.locate(pointer);
  if (found === null) return null;
  const slice = ({ start, end }: { start: number; end: number }): string => document.text.slice(start, end);
  return { key: found.key === null ? null : slice(found.key), value: slice(found.value) };
}

describe('YAML', () => {
  test('gives the plain value and the place of every part', () => {
    const document = read('do:\n  - greet:\n      set: { a: 1 }   # why\n\n  - "b/c": |\n      text\n      more\n');
    expect(document.format).toBe('yaml');
    expect(document.problems).toEqual([]);
    expect(document.value).toEqual({ do: [{ greet: { set: { a: 1 } } }, { 'b/c': 'text\nmore\n' }] });
    expect(textAt(document, '/do/0/greet/set')).toEqual({ key: 'set', value: '{ a: 1 }' });
    expect(textAt(document, '/do/0')).toEqual({ key: null, value: 'greet:\n      set: { a: 1 }' });
    expect(textAt(document, '/do/1/b~1c')).toEqual({ key: '"b/c"', value: '|\n      text\n      more' });
    expect(document.locate('/do/2')).toBeNull();
    expect(document.locate('/do/00')).toBeNull();
    expect(document.locate('do')).toBeNull();
    expect(document.comments.map(({ text }) => text)).toEqual(['why']);
  });

  test('finds the innermost node at an offset', () => {
    const text = 'do:\n  - greet:\n      set: { a: 1 }\n';
    const document = read(text);
    expect(document.pointerAt(text.indexOf('1'))).toBe('/do/0/greet/set/a');
    expect(document.pointerAt(text.indexOf('greet'))).toBe('/do/0/greet');
    expect(document.pointerAt(text.length)).toBe('');
  });

  test('keeps dates and yes as text, and a hash in a text is no comment', () => {
    const document = read('a: 2020-01-01\nb: yes\nc: "# no"\nd: |\n  # neither\non: off\n');
    expect(document.value).toEqual({ a: '2020-01-01', b: 'yes', c: '# no', d: '# neither\n', on: 'off' });
    expect(document.comments).toEqual([]);
  });

  test('shares what an alias names, and refuses one that names nothing or itself', () => {
    const document = read('a: &x { y: 1 }\nb: *x\nc: *z\nd: &w [ *w ]\n');
    expect(document.value).toEqual({ a: { y: 1 }, b: { y: 1 }, c: null, d: [null] });
    expect(textAt(document, '/b')).toEqual({ key: 'b', value: '*x' });
    expect(textAt(document, '/b/y')).toEqual({ key: 'y', value: '1' });
    expect(document.pointerAt(document.text.indexOf('*x') + 1)).toBe('/b');
    expect(document.problems).toHaveLength(2);
  });

  test.each([
    ['a duplicate key', 'a: 1\na: 2\n', { a: 2 }],
    ['a tab as indentation', 'a:\n\tb: 1\n', { a: null, b: 1 }],
    ['a second document', 'a: 1\n---\nb: 2\n', { a: 1 }],
    ['a key that is a list', 'b: 2\n[a]: 1\n', { b: 2 }],
    ['a missing key', ': 1\nb: 2\n', { b: 2 }],
    ['a number that JSON lacks', 'a: .inf\n', { a: null }],
    ['a tag', 'a: !made-up x\n', { a: 'x' }],
    ['a half-written key', 'do:\n  - x:\n      ca\n  - y: {}\n', { do: [{ x: 'ca' }, { y: {} }] }],
    ['an open quote', 'a: 1\nb: "open\n', { a: 1, b: 'open' }],
  ])('reads on after %s', (name, text, value) => {
    const document = read(text);
    if (name === 'a half-written key') expect(document.problems).toEqual([]);
    else expect(document.problems.length).toBeGreaterThan(0);
    expect(document.value).toEqual(value);
  });

  test.each([
    ['a: "x\nb: 1\n', /closing `"`/],
    ['a: [1\nb: 2\n', /closing `]`/],
    ['do:\n  - a:\n      call http\n      with: 1\n', /`: ` is missing/],
    ['a:\n  b: 1\n c: 2\n', /same column/],
    ['a: b: c\n', /in quotes/],
    ['a: @x\n', /starts with `@`/],
    ['- a\nb: 1\n', /has ended before this/],
  ])('%j is one problem that says what to do', (text, message) => {
    expect(read(text).problems.map((problem) => problem.message)).toEqual([expect.stringMatching(message)]);
  });

  test('takes scalar keys by their text', () => {
    expect(read('200: a\ntrue: b\n').value).toEqual({ 200: 'a', true: 'b' });
  });

  test('an empty text is null', () => {
    expect(read('').value).toBeNull();
    expect(read('# only a comment\n').value).toBeNull();
  });
});

describe('JSON', () => {
  test('gives the value and places', () => {
    const document = read('{ "a": [1, -2.5e3, "x\\u0041", true, null], "b": {} }');
    expect(document.format).toBe('json');
    expect(document.problems).toEqual([]);
    expect(document.value).toEqual({ a: [1, -2500, 'xA', true, null], b: {} });
    expect(textAt(document, '/a/1')).toEqual({ key: null, value: '-2.5e3' });
    expect(textAt(document, '/b')).toEqual({ key: '"b"', value: '{}' });
  });

  test.each([
    ['a trailing comma', '{"a": 1,}', { a: 1 }],
    ['a comment', '{ // why\n "a": 1 }', { a: 1 }],
    ['a key without quotes', '{ a: 1 }', { a: 1 }],
    ['single quotes', "[ 'a' ]", ["'a'"]],
    ['a leading zero', '[ 01 ]', ['01']],
    ['a missing comma', '{"a": 1 "b": 2}', { a: 1, b: 2 }],
    ['a missing value', '{"a": , "b": 2}', { a: null, b: 2 }],
    ['a missing bracket', '{"do": [ { "x": { "call": "http" } ]', { do: [{ x: { call: 'http' } }] }],
    ['a text that breaks off', '{"a": 1, "b', { a: 1, b: null }],
    ['text after the value', '{} x', {}],
    ['a duplicate key', '{"a": 1, "a": 2}', { a: 2 }],
    ['a number beyond range', '[1e999]', [null]],
  ])('reads on after %s', (_name, text, value) => {
    const document = read(text, 'json');
    expect(document.problems.length).toBeGreaterThan(0);
    expect(document.value).toEqual(value);
    for (const { range } of document.problems) {
      expect(range.start).toBeLessThanOrEqual(range.end);
      expect(range.end).toBeLessThanOrEqual(text.length);
    }
  });
});

test('JSON is read exactly as the platform reads it, and refused where that refuses it', () => {
  const pieces = [
    '',
    ' ',
    ':',
    ',',
    '"',
    '{',
    '}',
    '[',
    ']',
    '1',
    '-',
    '.',
    'e',
    '0',
    'true',
    '\\',
    'a',
    '\u0001',
    '01',
    "'",
  ];
  const edit = fc.record({ at: fc.nat(500), remove: fc.nat(3), piece: fc.constantFrom(...pieces) });
  fc.assert(
    fc.property(fc.json(), fc.array(edit, { maxLength: 2 }), (json, edits) => {
      let text = json;
      for (const { at, remove, piece } of edits) {
        const offset = at % (text.length + 1);
        text = text.slice(0, offset) + piece + text.slice(offset + remove);
      }
      const { value, problems } = read(text, 'json');
      // Duplicate keys and numbers beyond range are ours to refuse.
      const isRefused = problems.some(({ message }) => !/stands twice|too large/.test(message));
      expect(isRefused).toBe(!isJson(text));
      if (problems.length === 0) expect(JSON.stringify(value)).toBe(JSON.stringify(JSON.parse(text)));
    }),
    { seed: 20261122, numRuns: 2000 },
  );
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test.each([
  ['yaml', '__proto__:\n  polluted: yes\nconstructor: 1\n'],
  ['json', '{"__proto__": {"polluted": "yes"}, "constructor": 1}'],
] as const)('keys that mean something to JavaScript are plain keys in %s', (format, text) => {
  const { value } = read(text, format);
  expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

describe('hostile input ends in one clear sentence', () => {
  const bomb = Array.from({ length: 9 }, (_, level) =>
    level === 0
      ? 'a0: &a0 [x,x,x,x,x,x,x,x,x,x]'
      : `a${level}: &a${level} [${Array(10)
          .fill(`*a${level - 1}`)
          .join(',')}]`,
  ).join('\n');
  const stairs = Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');

  test.each<[string, string, Format | undefined, RegExp]>([
    ['an alias bomb', bomb, undefined, /aliases of the text expand/],
    ['10,000 brackets in YAML', '['.repeat(10_000), 'yaml', /nested too deeply/],
    ['10,000 braces in YAML', '{a: '.repeat(10_000), 'yaml', /nested too deeply/],
    ['10,000 brackets in JSON', '['.repeat(10_000), 'json', /nested too deeply/],
    ['10,000 dashes on a line', '- '.repeat(10_000), 'yaml', /nested too deeply/],
    ['10,000 question marks on a line', '? '.repeat(10_000), 'yaml', /nested too deeply/],
    ['stairs of indentation', stairs, 'yaml', /nested too deeply/],
    ['50 MiB of text', 'a'.repeat(50 * 1024 * 1024), undefined, /too large: 50.0 MiB/],
    ['millions of wrong escapes', `a: "${'\\u'.repeat(1_000_000)}"`, 'yaml', /full of escapes/],
    ['millions of keys in JSON', `{${'""'.repeat(1_000_000)}`, 'json', /too many values/],
    ['millions of values in JSON', `[${'1,'.repeat(1_000_000)}1]`, 'json', /too many values/],
  ])('%s', (_name, text, format, message) => {
    const parsed = parseDocument(text, format);
    expect(parsed).toMatchObject({ ok: false, error: { code: 'limit', message: expect.stringMatching(message) } });
  });

  test('comments that never end are read once', () => {
    expect(read(`[${'/* '.repeat(2_000_000)}`, 'json').value).toEqual([]);
  });

  test('255 levels are read', () => {
    expect(parseDocument(`${'['.repeat(255)}${']'.repeat(255)}`, 'yaml').ok).toBe(true);
    expect(parseDocument(`${'['.repeat(255)}${']'.repeat(255)}`, 'json').ok).toBe(true);
  });
});

describe('decodeText', () => {
  test('reads UTF-8 and drops a byte order mark', () => {
    expect(decodeText(new Uint8Array([0xef, 0xbb, 0xbf, 0xc3, 0xa9]))).toEqual({ ok: true, value: 'é' });
  });

  test.each([
    ['UTF-16', [0xff, 0xfe, 0x61, 0x00], /UTF-16/],
    ['a binary', [0x7f, 0x45, 0x4c, 0x46, 0x00, 0x01], /not text/],
    ['invalid UTF-8', [0x61, 0xff, 0x62], /not valid UTF-8/],
  ])('refuses %s in one sentence', (_name, bytes, message) => {
    expect(decodeText(new Uint8Array(bytes))).toMatchObject({
      ok: false,
      error: { code: 'invalid-input', message: expect.stringMatching(message) },
    });
  });

  test('refuses 50 MB without reading them', () => {
    expect(decodeText(new Uint8Array(50_000_000))).toMatchObject({ ok: false, error: { code: 'limit' } });
  });
});

describe('a text that opens with a brace', () => {
  const format = (text: string) => {
    const document = parseDocument(text);
    return document.ok ? { format: document.value.format, problems: document.value.problems.length > 0 } : null;
  };

  test('is JSON where it is JSON, and YAML where only YAML can read it', () => {
    expect(format('{ "a": [1, 2] }')).toEqual({ format: 'json', problems: false });
    expect(format('{ a: [1, two], b: ~ }')).toEqual({ format: 'yaml', problems: false });
  });

  test('stays JSON, with its problems, where neither can read it', () => {
    expect(format('{ "a": [1, }')).toEqual({ format: 'json', problems: true });
  });
});
