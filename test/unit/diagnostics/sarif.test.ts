import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { CheckedFile } from '../../../shared/diagnostics/checkedFile.ts';
import { ruleTable } from '../../../shared/diagnostics/ruleTable.ts';
import { type SarifLog, sarifReport } from '../../../shared/diagnostics/sarif.ts';
import { completed, findingsIn } from '../../rules/ruleHarness.ts';

const text = completed(`- keep:
    set: { who: "\${ .person.ssn }" }
- tell:
    call: email:1.0.0@default
    with: { to: a@example.com, subject: New, body: "Number {{who}}" }
- order:
    call: http
    # drydock-ignore insecure-scheme until 2027-01-31: the test system has no TLS
    with: { method: get, endpoint: "http://example.com" }
`);
const file: CheckedFile = { path: 'my flows/ö#1.yaml', text, findings: findingsIn(text) };
const known = new Set(file.findings.filter(({ rule }) => rule === 'insecure-scheme'));
const log = sarifReport([file, { path: 'C:/flows/b.yaml', text: '', findings: findingsIn('') }]);

interface Result {
  ruleId: string;
  ruleIndex: number;
  level: string;
  locations: { physicalLocation: { artifactLocation: { uri: string }; region: Record<string, number> } }[];
  codeFlows?: {
    threadFlows: {
      locations: { location: { message: { text: string } }; executionOrder: number; importance: string }[];
    }[];
  }[];
  fixes?: { artifactChanges: { replacements: { insertedContent: { text: string } }[] }[] }[];
  suppressions?: { justification: string; kind: string }[];
  baselineState?: string;
  partialFingerprints: Record<string, string>;
}

function runOf(sarif: SarifLog): { results: Result[]; rules: { id: string; help?: { markdown: string } }[] } {
  const [run] = (sarif as unknown as { runs: { results: Result[]; tool: { driver: { rules: { id: string }[] } } }[] })
    .runs;
  if (run === undefined) throw new Error('no run');
  return { results: run.results, rules: run.tool.driver.rules };
}

const { results, rules } = runOf(log);
const resultOf = (rule: string) => results.find(({ ruleId }) => ruleId === rule);

/** The logs of every sample definition and of every example of a rule, bad and good. */
function sampleLogs(): SarifLog[] {
  const folder = join(import.meta.dirname, '../../../resources/sample');
  const samples = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  const texts = [
    ...samples.map((name) => readFileSync(join(folder, name), 'utf8')),
    ...ruleTable.flatMap(({ examples }) =>
      [...examples.bad, ...examples.good].map((example) => completed(example.text)),
    ),
  ];
  return texts.map((one, index) => sarifReport([{ path: `flow-${index}.yaml`, text: one, findings: findingsIn(one) }]));
}

describe('sarifReport', () => {
  const schemaPath = join(import.meta.dirname, '../../../../shared/reference/sarif/sarif-schema-2.1.0.json');
  const hasSchema = existsSync(schemaPath);
  const compared = sarifReport([{ ...file, known }], {
    absent: [
      {
        rule: 'no-timeout',
        path: 'gone.yaml',
        message: 'Gone.',
        fingerprint: `sha256:${'0'.repeat(64)}`,
        isWaived: false,
      },
    ],
  });
  const unread = sarifReport([file], { unchecked: [{ path: 'data/ö.yaml', message: 'data/ö.yaml is a folder' }] });

  it.skipIf(!hasSchema)('validates against the official schema (skipped where the reference data is missing)', () => {
    const ajv = new Ajv({ strict: false });
    addFormats(ajv as never);
    const validate = ajv.compile(JSON.parse(readFileSync(schemaPath, 'utf8')));
    for (const one of [log, compared, unread, sarifReport([], { unchecked: [] }), ...sampleLogs()]) {
      expect(validate(JSON.parse(JSON.stringify(one))), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  it('describes every rule, with help', () => {
    for (const { id, why } of ruleTable) expect(rules.find((rule) => rule.id === id)?.help?.markdown).toContain(why);
  });

  it('names rule and place of each result', () => {
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
    const [location] = resultOf('insecure-scheme')?.locations ?? [];
    expect(location?.physicalLocation.artifactLocation.uri).toBe('my%20flows/%C3%B6%231.yaml');
    const { charOffset = 0, charLength = 0, startLine, startColumn } = location?.physicalLocation.region ?? {};
    expect(text.slice(charOffset, charOffset + charLength)).toBe('http');
    expect(text.split('\n')[(startLine ?? 0) - 1]?.slice((startColumn ?? 0) - 1)).toMatch(/^http:/);
  });

  it('carries the way of the data, the fix, the fingerprint and the waiver', () => {
    const leak = resultOf('unmasked-sensitive-field');
    const steps = leak?.codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => location.message.text);
    expect(steps).toEqual(['`person.ssn` is of the class `ssn` by its name.', 'It leaves in `body` of `tell` here.']);
    expect(leak?.fixes?.[0]?.artifactChanges[0]?.replacements[0]?.insertedContent.text).toBe(' | mask_ssn');
    expect(leak?.partialFingerprints['drydock/v1']).toMatch(/^sha256:/);
    expect(leak?.suppressions).toEqual([]);
    expect(resultOf('insecure-scheme')?.suppressions).toMatchObject([
      { kind: 'inSource', justification: 'the test system has no TLS' },
    ]);
    const order = leak?.codeFlows?.[0]?.threadFlows[0]?.locations.map(({ executionOrder, importance }) => {
      return [executionOrder, importance];
    });
    expect(order).toEqual([
      [1, 'essential'],
      [2, 'essential'],
    ]);
  });

  it('tells waivers of the policy from those in the source', () => {
    const waivers = [{ rule: 'known-token', reason: 'an example', until: '2027-01-31', fingerprint: null }];
    const one = completed('- a: { set: { x: AKIAIOSFODNN7EXAMPLE } }\n');
    const [result] = runOf(
      sarifReport([{ path: 'a', text: one, findings: findingsIn(one, { policy: 1, waivers }) }]),
    ).results;
    expect(result?.suppressions).toMatchObject([{ kind: 'external', justification: 'an example' }]);
  });

  it('says of each result whether a baseline has it, and what only that has', () => {
    const states = runOf(compared).results.map(({ ruleId, baselineState }) => [ruleId, baselineState]);
    expect(states).toContainEqual(['insecure-scheme', 'unchanged']);
    expect(states).toContainEqual(['unmasked-sensitive-field', 'new']);
    expect(states.at(-1)).toEqual(['no-timeout', 'absent']);
    expect(results.map(({ baselineState }) => baselineState)).not.toContain('new');
  });

  it('says what could not be checked, where files were gone through', () => {
    const [run] = (unread as unknown as { runs: { invocations: object[] }[] }).runs;
    const [notification] = [{ level: 'error', message: { text: 'data/ö.yaml is a folder' } }];
    expect(run?.invocations).toMatchObject([
      { executionSuccessful: false, toolExecutionNotifications: [notification] },
    ]);
    expect(JSON.stringify(unread)).toContain('data/%C3%B6.yaml');
    expect(JSON.stringify(sarifReport([file], { unchecked: [] }))).toContain('"executionSuccessful":true');
    expect(log).not.toHaveProperty('runs.0.invocations');
  });

  it('names the weakness of a rule', () => {
    const [run] = (log as unknown as { runs: { taxonomies: { taxa: { id: string }[] }[] }[] }).runs;
    expect(run?.taxonomies[0]?.taxa.map(({ id }) => id)).toContain('89');
    expect(rules.find(({ id }) => id === 'sql-interpolation')).toMatchObject({
      relationships: [{ target: { id: '89' } }],
    });
  });
});
