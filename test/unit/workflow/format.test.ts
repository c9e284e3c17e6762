import { expect, test } from 'vitest';
import { formatDocument } from '../../../shared/workflow/format.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';

function formatted(text: string): string | null {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const result = formatDocument(parsed.value);
  return result.ok ? result.value : null;
}

test('lays out YAML and keeps comments, and does nothing the second time', () => {
  const once = formatted('# top\ndo:\n    -   step:   # why\n            wait:   PT1S\n');
  expect(once).toBe('# top\ndo:\n  - step:\n      # why\n      wait: PT1S\n');
  expect(formatted(once ?? '')).toBe(once);
});

test('lays out JSON', () => {
  expect(formatted('{"do":[ {"a":{}} ]}')).toBe('{\n  "do": [\n    {\n      "a": {}\n    }\n  ]\n}\n');
});

test('leaves a text with mistakes alone', () => {
  expect(formatted('a: [1\n')).toBeNull();
});
