import { expect, test } from 'vitest';
import { composeAny } from '../../../shared/workflow/composeAny.ts';
import { readPlain } from '../../../shared/workflow/plain/readPlain.ts';
import type { SourceReading } from '../../../shared/workflow/sourceTree.ts';
import { tokenize } from '../../../shared/workflow/yamlTokens.ts';
import { soakNotation } from '../../soak/notation.ts';
import { sampleSettings } from '../../soak/soak.ts';
import { plainTexts } from '../../soak/yamlTexts.ts';

const unusualTexts = [
  ['nothing', ''],
  ['a text alone', 'just a text\n'],
  ['brackets around all', '{ a: 1,\n b: 2 }\n'],
  ['an anchor and an alias', 'a: &x 1\nb: *x\n'],
  ['a tag', 'a: !!str 1\n'],
  ['a key twice', 'a: 1\na: 2\n'],
  ['a key twice in brackets', 'a: { b: 1, b: 2 }\n'],
  ['a complex key', '? a\n: b\n'],
  ['a number that JSON cannot write', 'a: .inf\n'],
  ['an escape that does not exist', 'a: "\\q"\n'],
  ['a map beside a key', 'a: b: c\n'],
  ['a list beside a key', 'a: - b\n'],
  ['a tab as indentation', 'a:\n\t- b\n'],
  ['a tab behind a colon', 'a:\tb\n'],
  ['a directive', '%YAML 1.2\n---\na: b\n'],
  ['a second document', 'a: 1\n---\nb: 2\n'],
  ['the end of a document', 'a: 1\n...\n'],
  ['a map inside of a list in brackets', 'a: [b: 1]\n'],
  ['an item that is missing', 'a: [a, , b]\n'],
  ['a key without a value in brackets', 'a: { b }\n'],
  ['a comment in brackets', 'a: [1, # c\n  2]\n'],
  ['a comment that touches a text', 'a: "b"#c\n'],
  ['a bracket that is not closed', 'a: [1, 2\nb: 3\n'],
  ['a bracket too far to the left', 'a:\n  b: [1,\n  2]\n'],
  ['a quote that is not closed', 'a: "1\nb: 3\n'],
  ['a line of a text too far to the left', 'a:\n  b: "1\n  2"\n'],
  ['parts in different columns', 'a:\n  b: 1\n c: 2\n'],
  ['an item among keys', 'a: 1\n- b\n'],
  ['a key over two lines', 'a\n  b: 1\n'],
  ['a key too long', `${'k'.repeat(1_001)}: 1\n`],
  ['how far a block is indented', 'a: |2\n   x\n'],
  ['a blank line further right than the block below it', 'a: |\n    \n  x\n'],
  ['a comment before a text', 'a:\n# c\n  b\n'],
  ['half a key behind a comment', 'a: 1\n# b\nhalf\n'],
  ['half a key of one letter before another', 'a: 1\nh\nb: 1\n'],
  ['half a key at the beginning', 'half\na: 1\n'],
  ['half keys in a row', 'a: 1\nhalf\nkeys\n'],
  ['a carriage return in a line', 'a: b\rc\n'],
  ['a byte order mark', '\uFEFFa: b\n'],
  ['many levels', `${'- '.repeat(130)}a\n`],
] as const;

function longWay(text: string): SourceReading {
  const { tokens, comments } = tokenize(text);
  return composeAny(text, tokens, comments);
}

test.each(plainTexts)('reads %j as yaml does', (text) => {
  const plain = readPlain(text);
  const long = longWay(text);
  expect(plain?.tree).toEqual(long.tree);
  expect(plain?.comments).toEqual(long.comments);
  expect(long.problems).toEqual([]);
});

test.each([
  ['at the end', 'a:\n  b: 1\n  half', null],
  ['before something further left', 'a:\n  b: 1\n  half\n\nc: 2\n', null],
  ['of one letter', '- b: 1\n  h\n- c\n', null],
  ['before another key', 'a: 1\nhalf\nb: 2\n', 'half b'],
  ['before something further right', 'a: 1\nhalf\n  b: 2\n', 'half b'],
])('reads half a key %s as yaml does', (_, text, taken) => {
  const plain = readPlain(text);
  const long = longWay(text);
  expect(plain?.problems).toHaveLength(1);
  expect(plain?.problems).toEqual(long.problems);
  expect(plain?.tree).toEqual(long.tree);
  if (taken !== null) expect(plain?.tree.value).toHaveProperty([taken], 2);
});

test.each(unusualTexts)('leaves %s to yaml', (_, text) => {
  expect(readPlain(text)).toBeNull();
});

test('counts the values of a text, and leaves too many of them to be refused', () => {
  expect(readPlain('a: [1, { b: 2 }]\nc:\n- d\n')?.nodes).toBe(7);
  expect(readPlain(`a: [${'1,'.repeat(250_000)}]\n`)).toBeNull();
});

test('never differs from yaml, nor from itself after an edit, whatever the text', async () => {
  expect((await soakNotation(sampleSettings(600))).failures).toEqual([]);
});
