import { describe, expect, it } from 'vitest';
import { compareWithBaseline, parseBaseline } from '../../../shared/diagnostics/baseline.ts';
import type { CheckedFile } from '../../../shared/diagnostics/checkedFile.ts';
import { jsonReport } from '../../../shared/diagnostics/json.ts';
import { sarifReport } from '../../../shared/diagnostics/sarif.ts';
import { completed, findingsIn } from '../../rules/ruleHarness.ts';

const token = '- a: { set: { x: AKIAIOSFODNN7EXAMPLE } }\n';
const call = '- b: { call: http, with: { method: get, endpoint: "http://example.com" } }\n';
const waived = `# drydock-ignore known-token until 2027-01-31: an example\n${token}`;

function file(text: string, path = 'a.yaml', today?: string): CheckedFile {
  const whole = completed(text);
  return { path, text: whole, findings: findingsIn(whole, undefined, today) };
}

/** What a check would print about these files, as JSON or SARIF. */
const printed = {
  json: (...files: CheckedFile[]) => JSON.stringify(jsonReport(files)),
  sarif: (...files: CheckedFile[]) => JSON.stringify(sarifReport(files)),
};

function baselineOf(text: string) {
  const entries = parseBaseline(text);
  if (!entries.ok) throw new Error(entries.error);
  return entries.value;
}

/** Rules of the findings that are new. */
function newIn(files: readonly CheckedFile[], baseline: string): string[][] {
  const compared = compareWithBaseline(files, baselineOf(baseline));
  return compared.files.map(({ findings, known }) =>
    findings.filter((finding) => known?.has(finding) !== true).map(({ rule }) => rule),
  );
}

describe.each(Object.entries(printed))('a baseline in %s', (_, print) => {
  it('has what was found then, wherever it moved', () => {
    expect(newIn([file(`- first: { set: { y: 1 } }\n\n${token}`)], print(file(token)))).toEqual([[]]);
    expect(newIn([file(token + call)], print(file(token)))).toEqual(
      [['insecure-scheme', 'host-not-allowed', 'no-timeout'].sort()].map((rules) => expect.arrayContaining(rules)),
    );
  });

  it('follows a file that got another name, and sees the same mistake in a second file', () => {
    const earlier = print(file(token, 'a b/ä.yaml'));
    expect(newIn([file(token, 'renamed.yaml')], earlier)).toEqual([[]]);
    expect(newIn([file(token, 'a.yaml'), file(token, 'a b/ä.yaml')], earlier)).toEqual([['known-token'], []]);
  });

  it('does not have what was waived then, once it is no more', () => {
    const earlier = print(file(waived));
    expect(newIn([file(waived)], earlier)).toEqual([[]]);
    expect(newIn([file(waived, 'a.yaml', '2027-02-01')], earlier)[0]).toContain('known-token');
  });

  it('tells what is gone, of the files that were checked', () => {
    const earlier = print(file(token), file(token, 'other.yaml'));
    const { absent } = compareWithBaseline([file('- c: { set: { x: 1 } }\n')], baselineOf(earlier));
    expect(absent.map(({ rule, path }) => [rule, path])).toEqual([['known-token', 'a.yaml']]);
  });
});

describe('parseBaseline', () => {
  it.each([
    ['', 'is not JSON'],
    ['{', 'is not JSON'],
    ['['.repeat(200_000), 'is not JSON'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'is neither the JSON nor the SARIF of an earlier check'],
    ['null', 'is neither the JSON nor the SARIF of an earlier check'],
    ['{"check": 2, "files": []}', 'is neither the JSON nor the SARIF of an earlier check'],
    [
      '{"check": 1, "files": [{"path": "a", "findings": [{"rule": 1}]}]}',
      'is neither the JSON nor the SARIF of an earlier check',
    ],
    ['{"version": "2.1.0", "runs": 5}', 'is neither the JSON nor the SARIF of an earlier check'],
    [
      '{"version": "2.1.0", "runs": [{"results": [{"message": {}, "partialFingerprints": {"drydock/v1": "x"}}]}]}',
      'is neither the JSON nor the SARIF of an earlier check',
    ],
  ])('refuses %#', (text, error) => {
    expect(parseBaseline(text)).toEqual({ ok: false, error });
  });

  it('passes over results of other tools, and over those that were gone then', () => {
    const print = `sha256:${'0'.repeat(64)}`;
    const results = [
      { message: { text: 'other' }, partialFingerprints: { primaryLocationLineHash: 'x' } },
      { message: { text: 'gone' }, partialFingerprints: { 'drydock/v1': print }, baselineState: 'absent' },
    ];
    expect(parseBaseline(JSON.stringify({ version: '2.1.0', runs: [{ results }] }))).toEqual({ ok: true, value: [] });
  });
});
