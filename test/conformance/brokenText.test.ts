import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completionsAt } from '../../shared/workflow/complete.ts';
import type { Range } from '../../shared/workflow/document.ts';
import { hoverAt } from '../../shared/workflow/hover.ts';
import { type OutlineItem, outlineOf } from '../../shared/workflow/outline.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import { validateDefinition } from '../../shared/workflow/validateDefinition.ts';
import { referenceFolder } from '../reference.ts';

const reference = referenceFolder('dsl');

function examples(): string[] {
  const folder = path.join(reference ?? '', 'examples');
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const texts = files.sort().map((name) => readFileSync(path.join(folder, name), 'utf8'));
  return texts.flatMap((text) => {
    const parsed = parseDocument(text);
    return parsed.ok ? [text, JSON.stringify(parsed.value.value, null, 2)] : [text];
  });
}

/** Pieces that mean something to YAML or JSON. */
const piece = fc.constantFrom(
  ...['', ' ', '\n', '\n  ', '\t', ':', ': ', '- ', '#', '"', "'", '{', '}', '[', ']', ',', '&a', '*a', '? ', '|', '>'],
  ...[
    '<<: ',
    '!x ',
    '---\n',
    '__proto__: ',
    'call',
    '${ .a }',
    '\u2028',
    '\u{1f600}',
    '\r\n',
    '%',
    '~',
    '\\',
    '\u001f',
  ],
);

describe.skipIf(reference === null)('a text that somebody is in the middle of changing', () => {
  test('never throws, and every place that is named lies in the text', () => {
    const texts = examples();
    const change = fc.record({
      example: fc.nat(texts.length - 1),
      edits: fc.array(fc.record({ at: fc.nat(3000), remove: fc.nat(6), piece }), { minLength: 1, maxLength: 4 }),
      cursor: fc.nat(3000),
    });
    fc.assert(
      fc.property(change, ({ example, edits, cursor }) => {
        let text = texts[example] ?? '';
        for (const edit of edits) {
          const at = edit.at % (text.length + 1);
          text = text.slice(0, at) + edit.piece + text.slice(at + edit.remove);
        }
        const parsed = parseDocument(text);
        if (!parsed.ok) return;
        const document = parsed.value;
        const offset = cursor % (text.length + 1);
        const ranges: (Range | undefined)[] = [
          ...document.problems.map(({ range }) => range),
          ...document.comments.map(({ range }) => range),
          ...validateDefinition(document).map(({ range }) => range),
          ...completionsAt(document, offset).map(({ range }) => range),
          hoverAt(document, offset)?.range,
          ...outlineOf(document).flatMap(rangesOf),
          document.locate(document.pointerAt(offset))?.value,
        ];
        for (const range of ranges) {
          if (range === undefined) continue;
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeLessThanOrEqual(text.length);
        }
        expect(document.locate(document.pointerAt(offset))).not.toBeNull();
      }),
      { seed: 20261122, numRuns: 1000 },
    );
  });
});

function rangesOf({ range, nameRange, children }: OutlineItem): Range[] {
  return [range, nameRange, ...children.flatMap(rangesOf)];
}
