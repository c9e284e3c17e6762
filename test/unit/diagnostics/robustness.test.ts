import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleTable } from '../../../shared/diagnostics/ruleTable.ts';
import { sarifReport } from '../../../shared/diagnostics/sarif.ts';
import { textReport } from '../../../shared/diagnostics/text.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';
import { applied, completed, findingsIn } from '../../rules/ruleHarness.ts';

const seeds = ruleTable.flatMap(({ examples }) =>
  [...examples.bad, ...examples.good].map(({ text }) => completed(text)),
);
const strays = [
  '"',
  "'",
  '{{',
  '}}',
  '${',
  '}',
  '|',
  '>',
  '&a ',
  '*a',
  ': ',
  '- ',
  '\n',
  '\n  ',
  '#',
  '[',
  ']',
  '{',
  '\\',
  '\u0000',
  '\u2028',
  '👍',
  '..',
  '://',
  '@',
  '%',
  '999',
  'null',
  '~',
];

/** A change of a text: at a place, something out and something in. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  out: fc.nat(12),
  in: fc.oneof(fc.constantFrom(...strays), fc.constant('')),
});

function mutated(text: string, changes: readonly { at: number; out: number; in: string }[]): string {
  return changes.reduce((result, { at, out, in: stray }) => {
    const start = Math.floor(at * result.length);
    return result.slice(0, start) + stray + result.slice(start + out);
  }, text);
}

describe('the check', () => {
  it('takes mutated definitions: no crash, ranges inside the text, fixes that apply', () => {
    fc.assert(
      fc.property(fc.constantFrom(...seeds), fc.array(change, { minLength: 1, maxLength: 5 }), (seed, changes) => {
        const text = mutated(seed, changes);
        if (!parseDocument(text).ok) return;
        const found = findingsIn(text);
        for (const { rule, message, location, related, fixes } of found) {
          expect(rule, message).not.toBe('crashed-rule');
          for (const { range } of [location, ...related]) {
            expect(range.start).toBeLessThanOrEqual(range.end);
            expect(range.end).toBeLessThanOrEqual(text.length);
          }
          for (const fix of fixes) applied(text, fix);
        }
        const files = [{ path: 'a.yaml', text, findings: found }];
        textReport(files, { color: true });
        JSON.stringify(sarifReport(files));
      }),
      { numRuns: 400, seed: 4 },
    );
  });
});
