import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { scalarMapper } from '../../../shared/diagnostics/scalarMapper.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';

/** What `part` of the value of `a` is written as. */
function written(text: string, part: string): string {
  const document = parseDocument(text);
  if (!document.ok || document.value.tree.kind !== 'map') throw new Error('not a map');
  const node = document.value.tree.entries.get('a')?.node;
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') throw new Error('not a text');
  const start = node.value.indexOf(part);
  expect(start).toBeGreaterThanOrEqual(0);
  const range = scalarMapper(text, node.range, node.value)({ start, end: start + part.length });
  return text.slice(range.start, range.end);
}

describe('scalarMapper', () => {
  it.each([
    ['a: one {{two}} three', '{{two}}', '{{two}}'],
    ['a: "one {{two}} three"', '{{two}}', '{{two}}'],
    ["a: 'it''s {{two}}'", '{{two}}', '{{two}}'],
    ["a: 'it''s'", "it's", "it''s"],
    ['a: "\\u007b{two}} x"', '{{two}}', '\\u007b{two}}'],
    ['a: "tab\\t{{two}}"', '{{two}}', '{{two}}'],
    ['a: "\\U0001F44D {{two}}"', '{{two}}', '{{two}}'],
    ['a: |\n  one\n    {{two}}\n  three\n', '{{two}}', '{{two}}'],
    ['a: |2-\n   one\n  {{two}}\n', '{{two}}', '{{two}}'],
    ['a: >\n  one\n  {{two}}\n\n  three\n', '{{two}}', '{{two}}'],
    ['a: >-\r\n  one\r\n  {{two}}\r\n', '{{two}}', '{{two}}'],
    ['a: one\n  {{two}}\n  three', '{{two}}', '{{two}}'],
    ['a: "one\n  {{two}}\n  three"', '{{two}}', '{{two}}'],
    ['a: "one \\\n   {{two}}"', '{{two}}', '{{two}}'],
    ['{"a": "one \\"x\\" {{two}}"}', '{{two}}', '{{two}}'],
    ['{"a": "\\/\\/x"}', '//x', '\\/\\/x'],
    ['a: >\n  one\n  two\n', 'one two', 'one\n  two'],
  ])('leads from the value to %j', (text, part, expected) => {
    expect(written(text, part)).toBe(expected);
  });

  it('finds a word in any scalar that YAML writes', () => {
    const words = fc.array(
      fc.constantFrom('one', "it's", '"q"', '\\', '\n', '\n\n', '  ', 'ü', '👍', ':', '# no', '\t'),
      { maxLength: 12 },
    );
    const styles = fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED');
    fc.assert(
      fc.property(words, words, styles, fc.constantFrom(20, 80), (before, after, style, lineWidth) => {
        const value = `${before.join(' ')} MARK ${after.join(' ')}`;
        const text = stringify({ a: value }, { defaultStringType: style, lineWidth });
        return written(text, 'MARK') === 'MARK';
      }),
      { numRuns: 500, seed: 4 },
    );
  });

  it('falls back to the whole scalar where the two do not match', () => {
    expect(scalarMapper('a: xyz', { start: 3, end: 6 }, 'other')({ start: 1, end: 2 })).toEqual({ start: 3, end: 6 });
  });
});
