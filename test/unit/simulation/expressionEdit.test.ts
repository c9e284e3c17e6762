import { describe, expect, it } from 'vitest';
import { expressionEdit } from '../../../shared/simulation/expressionEdit.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';

function edited(text: string, pointer: string, expected: string, expression: string, format?: 'json'): string | null {
  const document = parseDocument(text, format);
  if (!document.ok) throw new Error(document.error.message);
  const edit = expressionEdit(document.value, pointer, expected, expression);
  return edit === null ? null : text.slice(0, edit.range.start) + edit.newText + text.slice(edit.range.end);
}

describe('putting another expression in place', () => {
  it.each([
    ['plain', 'a: ${ .x }\nb: 1\n', 'a: ${ .y }\nb: 1\n', '.y'],
    ['bare', 'a: .x\nb: 1\n', 'a: .y\nb: 1\n', '.y'],
    ['single quotes', "a: '${ .x }'\n", "a: '${ \"it''s\" }'\n", '"it\'s"'],
    ['double quotes', 'a: "${ .x }"\n', 'a: "${ \\"y\\" }"\n', '"y"'],
    ['quotes where plain will not do', 'a: ${ .x } # why\n', "a: '${ {b: 1} }' # why\n", '{b: 1}'],
    ['more than one line', 'a: ${ .x }\n', 'a: "${ .x\\n| .y }"\n', '.x\n| .y'],
    ['a folded text', 'a: >-\n  ${ .x }\nb: 1\n', 'a: ${ .y }\nb: 1\n', '.y'],
    ['a flow map', '{ a: "${ .x }", b: 1 }\n', '{ a: "${ .y }", b: 1 }\n', '.y'],
  ])('keeps to %s', (_what, before, after, expression) => {
    expect(edited(before, '/a', '.x', expression)).toBe(after);
  });

  it('writes JSON in JSON', () => {
    expect(edited('{"a": "${ .x }"}', '/a', '.x', '"y"', 'json')).toBe('{"a": "${ \\"y\\" }"}');
  });

  it('leaves alone what has changed or is not there', () => {
    expect(edited('a: ${ .z }\n', '/a', '.x', '.y')).toBeNull();
    expect(edited('a: 1\n', '/a', '.x', '.y')).toBeNull();
    expect(edited('a: ${ .x }\n', '/b', '.x', '.y')).toBeNull();
  });
});
