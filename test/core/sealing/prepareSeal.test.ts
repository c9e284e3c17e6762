import { describe, expect, it } from 'vitest';
import { prepareSeal, type SealRequest } from '../../../electron/core/sealing/prepareSeal.ts';
import { appError } from '../../../shared/base/appError.ts';
import { err, ok } from '../../../shared/base/result.ts';
import { blockingFindings } from '../../../shared/bundle/seal.ts';
import { noContext } from '../../../shared/diagnostics/checkContext.ts';
import { defaultPolicy } from '../../../shared/policy/defaultPolicy.ts';
import { trace } from '../../unit/bundle/sealing.fixtures.ts';

const definition = (task: string): string =>
  `document:\n  dsl: 1.0.3\n  namespace: t\n  name: t\n  version: 1.0.0\ndo:\n  - one:\n${task}`;
const harmless = definition('      set:\n        a: 1\n');
const scenario = { name: 'a.plain.scenario.yaml', text: 'input: {}\n' };
const request = (text: string, scenarios = [scenario]): SealRequest => ({
  definitions: [{ name: 'a.yaml', text, scenarios }],
  policy: defaultPolicy,
  today: '2026-01-01',
  previous: null,
  readScenarioFile: async () => err(appError('not-found', 'no such file')),
  findWorkflows: async () => ok([]),
  contextOf: async () => noContext,
});

describe('prepareSeal', () => {
  it('gathers the findings, the SARIF of them and a trace for each scenario', async () => {
    const prepared = await prepareSeal(request(harmless), async () => ok({ trace }));
    if (!prepared.ok) throw new Error(prepared.error.message);
    expect(blockingFindings(prepared.value.findings)).toEqual([]);
    expect(prepared.value.evidence).toEqual([{ scenario: scenario.name, trace, failed: [] }]);
    expect(prepared.value.sarif).toMatchObject({ version: '2.1.0' });
  });

  it('finds what holds the seal back', async () => {
    const text = definition('      cal: http\n');
    const prepared = await prepareSeal(request(text, []), async () => ok({ trace }));
    expect(prepared.ok && blockingFindings(prepared.value.findings).length).toBeGreaterThan(0);
  });

  it('seals the files that scenarios read, once, as they were read; of a data set its description alone', async () => {
    const people = { name: 'people.csv', rows: 2, columns: [] };
    const reads: string[] = [];
    const twice = [
      { name: 'a/a.one.scenario.yaml', text: '' },
      { name: 'a/a.two.scenario.yaml', text: '' },
    ];
    const prepared = await prepareSeal(
      {
        ...request(harmless, twice),
        async readScenarioFile(_scenario, name) {
          reads.push(name);
          return ok(name === 'people.csv' ? { text: '[1,2]', dataset: people } : { text: '{}', dataset: null });
        },
      },
      async (_definition, { readFile }) => {
        for (const name of ['../shared/in.json', 'people.csv', 'a.two.scenario.yaml']) await readFile?.(name);
        expect(await readFile?.('../../out.json')).toMatchObject({ error: { code: 'invalid-input' } });
        return ok({ trace });
      },
    );
    expect(prepared).toMatchObject({
      value: { scenarioFiles: [{ name: 'shared/in.json', text: '{}' }], datasets: [people] },
    });
    expect(reads).toEqual(['../shared/in.json', 'people.csv']);
  });

  it('rehearses with the workflows around that are run, and seals those and no others', async () => {
    const named = (name: string): string => harmless.replace('name: t', `name: ${name}`);
    const running = definition('      run: { workflow: { namespace: t, name: sub, version: 1.0.0 } }\n');
    const around = [
      { name: 'b/sub.yaml', text: named('sub') },
      { name: 'b/speaks-of-sub.yaml', text: named('other').replace('a: 1', 'a: sub') },
    ];
    const given: (readonly string[])[] = [];
    const prepared = await prepareSeal(
      {
        ...request(running),
        findWorkflows: async (_, mayBeWanted) => ok(around.filter(({ text }) => mayBeWanted(text))),
      },
      async (_definition, { around: surroundings }) => {
        const found = await surroundings?.findWorkflows(() => true);
        if (found?.ok) given.push(found.value);
        return ok({ trace });
      },
    );
    expect(given).toEqual([[named('sub')]]);
    expect(prepared).toMatchObject({ value: { scenarioFiles: [around[0]] } });
  });

  it('keeps the expectations that did not hold', async () => {
    const expectations = [
      { expectation: 'output', passed: false, message: '' },
      { expectation: 'error', passed: true, message: '' },
    ];
    const prepared = await prepareSeal(request(harmless), async () => ok({ trace, expectations }));
    expect(prepared).toMatchObject({ value: { evidence: [{ failed: ['output'] }] } });
  });

  it('says which file stopped it', async () => {
    const broken = await prepareSeal(request(`[${'['.repeat(10_000)}`), async () => ok({ trace }));
    expect(broken.ok ? '' : broken.error.message).toMatch(/^a\.yaml: /);
    const failed = await prepareSeal(request(harmless), async () => err(appError('invalid-input', 'no such key')));
    expect(failed.ok ? '' : failed.error.message).toBe('a.plain.scenario.yaml: no such key');
  });
});
