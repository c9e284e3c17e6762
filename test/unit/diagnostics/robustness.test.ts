import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../shared/diagnostics/finding.ts';
import { fixText } from '../../../shared/diagnostics/fixText.ts';
import { synapse } from '../../../shared/diagnostics/profiles/synapse.ts';
import { ruleTable } from '../../../shared/diagnostics/ruleTable.ts';
import { checkDocument } from '../../../shared/diagnostics/runRules.ts';
import { sarifReport } from '../../../shared/diagnostics/sarif.ts';
import { textReport } from '../../../shared/diagnostics/text.ts';
import { unifiedDiff } from '../../../shared/diagnostics/unifiedDiff.ts';
import { defaultPolicy } from '../../../shared/policy/defaultPolicy.ts';
import type { SourceDocument } from '../../../shared/workflow/document.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';
import { applied, completed } from '../../rules/ruleHarness.ts';
import { strays } from '../../soak/definitionSource.ts';

const options = { policy: defaultPolicy, today: '2026-11-22', profile: synapse };

const seeds = ruleTable.flatMap(({ examples }) =>
  [...examples.bad, ...examples.good].map(({ text }) => completed(text)),
);

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
        const document = parseDocument(text);
        if (!document.ok) return;
        const found = checkDocument(document.value, options);
        for (const { rule, message, location, related, fixes } of found) {
          expect(rule, message).not.toBe('crashed-rule');
          for (const { range } of [location, ...related]) {
            expect(range.start).toBeLessThanOrEqual(range.end);
            expect(range.end).toBeLessThanOrEqual(text.length);
          }
          for (const fix of fixes) applied(text, fix);
        }
        const files = [{ path: 'a.yaml', text, findings: found }];
        textReport(files, { color: true, columns: 60 });
        JSON.stringify(sarifReport(files));
      }),
      { numRuns: 400, seed: 4 },
    );
  });

  it('mends mutated definitions into ones that are read, have no more problems, and are left alone the next time', () => {
    const check = (document: SourceDocument) => checkDocument(document, options);
    const fix = (text: string) => fixText(text, { format: 'yaml', withReview: true, check });
    const grave = (findings: readonly Finding[]) =>
      findings.filter(({ rule }) => ['syntax', 'schema', 'crashed-rule'].includes(rule)).length;
    fc.assert(
      fc.property(fc.constantFrom(...seeds), fc.array(change, { maxLength: 2 }), (seed, changes) => {
        const text = mutated(seed, changes);
        const before = parseDocument(text);
        const fixed = fix(text);
        if (fixed === null || !before.ok) return;
        const after = parseDocument(fixed.text);
        expect(after.ok && after.value.problems).toEqual([]);
        expect(grave(fixed.findings)).toBeLessThanOrEqual(grave(check(before.value)));
        expect(unifiedDiff('a', text, fixed.text) === '').toBe(text === fixed.text);
        expect(fix(fixed.text)?.text).toBe(fixed.text);
      }),
      { numRuns: 150, seed: 7 },
    );
  });
});
