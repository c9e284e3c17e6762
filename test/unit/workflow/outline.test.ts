import { describe, expect, test } from 'vitest';
import type { SourceDocument } from '../../../shared/workflow/document.ts';
import { applyEdits } from '../../../shared/workflow/edit.ts';
import { hoverAt } from '../../../shared/workflow/hover.ts';
import { type OutlineItem, outlineOf } from '../../../shared/workflow/outline.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';

const text = `document: { dsl: 1.0.3, namespace: a, name: b, version: 1.0.0 }
use:
  secrets: [ token ]
  functions:
    fetch: { call: http, with: { method: get, endpoint: https://example.com } }
  extensions:
    - log: { extend: all, before: [ { write: { wait: PT1S } } ] }
do:
  - guard:
      try:
        - ask: { call: fetch }
      catch:
        errors: { with: { type: https://serverlessworkflow.io/dsl/errors/types/timeout } }
        do:
          - tell: { wait: PT1S }
`;

function read(source: string): SourceDocument {
  const parsed = parseDocument(source);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

function shape(items: readonly OutlineItem[]): unknown[] {
  return items.map(({ name, kind, detail, children }) =>
    children.length === 0 ? [kind, name, detail] : [kind, name, detail, shape(children)],
  );
}

test('the outline has sections, declarations and the tree of tasks', () => {
  const document = read(text);
  const outline = outlineOf(document);
  expect(shape(outline)).toEqual([
    ['section', 'document', ''],
    [
      'section',
      'use',
      '',
      [
        ['section', 'secrets', '', [['declaration', 'token', '']]],
        ['section', 'functions', '', [['task', 'fetch', 'call http']]],
        ['section', 'extensions', '', [['declaration', 'log', '', [['task', 'write', 'wait']]]]],
      ],
    ],
    [
      'section',
      'do',
      '',
      [
        [
          'task',
          'guard',
          'try',
          [
            ['task', 'ask', 'call fetch'],
            ['task', 'tell', 'wait'],
          ],
        ],
      ],
    ],
  ]);
  const tell = outline[2]?.children[0]?.children[1];
  expect(tell?.pointer).toBe('/do/0/guard/catch/do/0/tell');
  expect(text.slice(tell?.nameRange.start, tell?.nameRange.end)).toBe('tell');
  expect(text.slice(tell?.range.start, tell?.range.end)).toBe('tell: { wait: PT1S }');
});

test('the outline of something else is empty', () => {
  expect(outlineOf(read(''))).toEqual([]);
  expect(outlineOf(read('[1, 2]'))).toEqual([]);
});

describe('hover', () => {
  const document = read(text);
  const hover = (word: string): string => hoverAt(document, text.indexOf(word) + 1)?.markdown ?? '';

  test('explains keys, tasks and values', () => {
    expect(hover('method')).toMatch(/\*\*method\*\*[\s\S]*Method of the request\.[\s\S]*`get`/);
    expect(hover('guard')).toMatch(/\*\*guard\*\*[\s\S]*handles their errors[\s\S]*`\/do\/0\/guard`/);
    expect(hover('try:')).toMatch(/handles their errors/);
    expect(hover('https://serverlessworkflow.io')).toMatch(/Timeout Error \(408\)/);
    expect(hover('extend')).toMatch(/One of `all`/);
  });

  test('marks exactly the key or the value', () => {
    const at = text.indexOf('method');
    expect(hoverAt(document, at)?.range).toEqual({ start: at, end: at + 'method'.length });
  });

  test('says nothing where there is nothing to say', () => {
    expect(hoverAt(document, text.length)).toBeNull();
    expect(hoverAt(read('x: 1\n'), 0)).toBeNull();
  });
});

test('edits apply to the text as it was, in any order, and never twice to one place', () => {
  const edits = [
    { range: { start: 4, end: 5 }, newText: 'E' },
    { range: { start: 0, end: 1 }, newText: '' },
    { range: { start: 2, end: 2 }, newText: '+' },
    { range: { start: 4, end: 6 }, newText: 'never' },
  ];
  expect(applyEdits('abcdef', edits)).toBe('b+cdEf');
});
