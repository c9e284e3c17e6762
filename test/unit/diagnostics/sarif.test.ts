import { existsSync, readFileSync } from 'node:fs';
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
const log = sarifReport([file, { path: 'C:/flows/b.yaml', text: '', findings: findingsIn('') }]);

interface Result {
  ruleId: string;
  ruleIndex: number;
  level: string;
  locations: { physicalLocation: { artifactLocation: { uri: string }; region: Record<string, number> } }[];
  codeFlows?: { threadFlows: { locations: { location: { message: { text: string } } }[] }[] }[];
  fixes?: { artifactChanges: { replacements: { insertedContent: { text: string } }[] }[] }[];
  suppressions: { justification: string }[];
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

describe('sarifReport', () => {
  const schemaPath = join(import.meta.dirname, '../../../../shared/reference/sarif/sarif-schema-2.1.0.json');
  const hasSchema = existsSync(schemaPath);
  it.skipIf(!hasSchema)('validates against the official schema (skipped where the reference data is missing)', () => {
    const ajv = new Ajv({ strict: false });
    addFormats(ajv as never);
    const validate = ajv.compile(JSON.parse(readFileSync(schemaPath, 'utf8')));
    expect(validate(JSON.parse(JSON.stringify(log))), JSON.stringify(validate.errors)).toBe(true);
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
    expect(resultOf('insecure-scheme')?.suppressions).toMatchObject([{ justification: 'the test system has no TLS' }]);
  });
});
