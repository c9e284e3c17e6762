import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Finding, Fix } from '../../../shared/diagnostics/finding.ts';
import { type FixedText, fixText } from '../../../shared/diagnostics/fixText.ts';
import { checkDocument } from '../../../shared/diagnostics/runRules.ts';
import { defaultPolicy } from '../../../shared/policy/defaultPolicy.ts';
import type { SourceDocument } from '../../../shared/workflow/document.ts';
import { completed } from '../../rules/ruleHarness.ts';

const options = { policy: defaultPolicy, today: '2026-11-22' };

function fixed(text: string, withReview = false): FixedText | null {
  return fixText(text, { format: 'yaml', withReview, check: (document) => checkDocument(document, options) });
}

/** A finding on every `bad`, with fixes that write these instead. */
function replacing(...texts: readonly string[]) {
  return ({ text }: SourceDocument): Finding[] =>
    [...text.matchAll(/bad/g)].map(({ index }, count) => {
      const range = { start: index, end: index + 3 };
      const fixes = texts.map((newText): Fix => ({ title: newText, safe: true, edits: [{ range, newText }] }));
      return {
        rule: 'no-bad',
        severity: 'error',
        confidence: 'high',
        message: 'Bad.',
        help: 'Make it good.',
        location: { pointer: '', range },
        related: [],
        fingerprint: `sha256:${count}`,
        fixes,
        waiver: null,
      };
    });
}

const mail = (body: string) =>
  `# kept\n- tell: # kept too\n    call: email:1.0.0@default\n    with:   { to: a@example.com, subject: s, body: "${body}" }\n`;

describe('fixText', () => {
  it('makes safe fixes, and keeps comments and layout', () => {
    const answer = fixed(completed(mail('{{ssn}} and {{#if x}}{{ssn}}{{/if}}')));
    expect(answer?.text).toBe(completed(mail('{{ssn | mask_ssn}} and {{#if x}}{{ssn | mask_ssn}}{{/if}}')));
    expect(answer?.applied).toEqual([
      { rule: 'unmasked-sensitive-field', title: 'Mask it with `mask_ssn`', safe: true, line: 6 },
      { rule: 'unmasked-sensitive-field', title: 'Mask it with `mask_ssn`', safe: true, line: 6 },
    ]);
    expect(answer?.findings.filter(({ rule }) => rule === 'unmasked-sensitive-field')).toEqual([]);
  });

  it('makes the others only where that is asked for', () => {
    const text = completed('- a: { call: http, with: { method: get, endpoint: "http://example.com" } }\n');
    expect(fixed(text)?.text).toBe(text);
    const answer = fixed(text, true);
    expect(answer?.text).toContain('https://example.com');
    expect(answer?.applied.map(({ safe }) => safe)).not.toContain(true);
  });

  it('tries a bounded number of texts, however many fixes do nothing', () => {
    let checked = 0;
    const find = replacing('bad');
    const check = (document: SourceDocument) => {
      checked += 1;
      return find(document);
    };
    const text = `do: [${'bad, '.repeat(400)}]`;
    expect(fixText(text, { format: 'yaml', withReview: false, check })).toMatchObject({ text, applied: [] });
    expect(checked).toBeLessThan(400);
  });

  it('leaves what is waived', () => {
    const waiver = '# drydock-ignore unmasked-sensitive-field until 2027-01-31: agreed\n';
    const text = completed(mail('{{ssn}}').replace('    with:', `    ${waiver}    with:`));
    expect(fixed(text)).toMatchObject({ text, applied: [] });
  });

  it('leaves alone what cannot be read', () => {
    expect(fixed('do: [')).toBeNull();
    expect(fixed('a: 1\nb: "')).toBeNull();
  });

  it('leaves out the fix that would break the text, and makes the others', () => {
    const breaking = (finding: Finding): Finding => {
      const edits = [{ range: finding.location.range, newText: '"' }];
      return { ...finding, fixes: [{ title: 'break', safe: true, edits }] };
    };
    const check = (document: SourceDocument) =>
      replacing('good')(document).map((finding) =>
        document.text.startsWith('b', finding.location.range.start - 3) ? breaking(finding) : finding,
      );
    const answer = fixText('a: bad\nb: bad\nc: bad\n', { format: 'yaml', withReview: false, check });
    expect(answer?.text).toBe('a: good\nb: bad\nc: good\n');
  });

  it('leaves out a fix that mends nothing, and ends', () => {
    for (const text of ['bad', 'bad bad', 'not bad']) {
      const answer = fixText('a: bad\n', { format: 'yaml', withReview: false, check: replacing(text) });
      expect(answer).toMatchObject({ text: 'a: bad\n', applied: [] });
    }
  });

  it('ends after ten rounds where each fix brings another finding', () => {
    let next = 0;
    const check = (document: SourceDocument) => replacing('x').call(null, document);
    const chain = (document: SourceDocument) => {
      next += 1;
      return check(document).map((finding) => ({ ...finding, rule: `r${document.text.length}` }));
    };
    const answer = fixText('a: bad bad bad\n', { format: 'yaml', withReview: false, check: chain });
    expect(answer?.text).not.toContain('bad');
    expect(next).toBeLessThan(50);
  });

  it('makes one of two fixes that touch the same place, and the other in the next round', () => {
    const insert = (title: string) => ({
      title,
      safe: true,
      edits: [{ range: { start: 0, end: 0 }, newText: `${title}: 1\n` }],
    });
    const check = (document: SourceDocument) => {
      const [finding] = replacing()(document);
      if (finding === undefined) return [];
      return ['x', 'y'].flatMap((key) =>
        document.text.includes(`${key}: 1`) ? [] : [{ ...finding, rule: key, fingerprint: key, fixes: [insert(key)] }],
      );
    };
    const answer = fixText('a: bad\n', { format: 'yaml', withReview: false, check });
    expect(answer?.text).toBe('y: 1\nx: 1\na: bad\n');
  });

  it('mends the sample workspace without breaking it', () => {
    const text = readFileSync(
      new URL('../../../resources/sample/approvals/purchase-approval.yaml', import.meta.url),
      'utf8',
    );
    const answer = fixed(text, true);
    expect(answer?.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
