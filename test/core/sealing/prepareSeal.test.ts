import { describe, expect, it } from 'vitest';
import { prepareSeal, type SealRequest } from '../../../electron/core/sealing/prepareSeal.ts';
import { appError } from '../../../shared/base/appError.ts';
import { err, ok } from '../../../shared/base/result.ts';
import { blockingFindings } from '../../../shared/bundle/seal.ts';
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
  datasets: [],
  previous: null,
});

describe('prepareSeal', () => {
  it('gathers the findings, the SARIF of them and a trace for each scenario', async () => {
    const prepared = await prepareSeal(request(harmless), async () => ok(trace));
    if (!prepared.ok) throw new Error(prepared.error.message);
    expect(blockingFindings(prepared.value.findings)).toEqual([]);
    expect(prepared.value.evidence).toEqual([{ scenario: scenario.name, trace }]);
    expect(prepared.value.sarif).toMatchObject({ version: '2.1.0' });
  });

  it('finds what holds the seal back', async () => {
    const text = definition('      cal: http\n');
    const prepared = await prepareSeal(request(text, []), async () => ok(trace));
    expect(prepared.ok && blockingFindings(prepared.value.findings).length).toBeGreaterThan(0);
  });

  it('says which file stopped it', async () => {
    const broken = await prepareSeal(request(`[${'['.repeat(10_000)}`), async () => ok(trace));
    expect(broken.ok ? '' : broken.error.message).toMatch(/^a\.yaml: /);
    const failed = await prepareSeal(request(harmless), async () => err(appError('invalid-input', 'no such key')));
    expect(failed.ok ? '' : failed.error.message).toBe('a.plain.scenario.yaml: no such key');
  });
});
