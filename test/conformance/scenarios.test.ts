import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnginePool } from '../../electron/core/rehearsal/enginePool.ts';
import { judge } from '../../shared/simulation/expectations.ts';
import { defaultLimits } from '../../shared/simulation/limits.ts';
import { rehearseTexts } from '../../shared/simulation/rehearseTexts.ts';
import { sealTrace } from '../../shared/simulation/sealTrace.ts';
import type { Trace } from '../../shared/simulation/trace.ts';
import { build, shortLimits, shortScripts, testPool } from '../engine/builtEngine.ts';
import { patient } from '../engine/builtPython.ts';
import {
  type ConformanceGroup,
  type ConformanceScenario,
  definitionText,
  expectedStatus,
  fileTexts,
  readGroups,
  scenarioText,
  workflowTexts,
} from './conformanceScenario.ts';
import { constructs } from './constructs.ts';
import { type Difference, failedConditions, traceDifferences } from './traceDifferences.ts';

const groups = readGroups();
const all = groups.flatMap(({ scenarios }) => scenarios);

describe('the scenarios', () => {
  it('name pages of ours that exist', () => {
    const pages = all.flatMap(({ source }) => source.match(/resources\/docs\/[\w/-]+\.md/g) ?? []);
    expect(pages.filter((page) => !existsSync(join(import.meta.dirname, '../..', page)))).toEqual([]);
  });

  it('have a group for each construct, and no other', () => {
    expect(groups.map(({ construct }) => construct).sort()).toEqual([...constructs].sort());
  });

  it('are at least two hundred and fifty, each with a title of its own', () => {
    expect(all.length).toBeGreaterThanOrEqual(250);
    expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
  });

  it('each say enough to fail where another workflow had run', () => {
    const lax = all.filter(({ expect: expected }) => {
      const { status, ...rest } = expected;
      return Object.keys(rest).length === 0 && (status === undefined || status === 'completed');
    });
    expect(lax.map(({ title }) => title)).toEqual([]);
    const blind = all.filter(({ expect: expected }) => {
      return strangers(expectedStatus(expected)).some((trace) => hardlyDiffers(expected, trace));
    });
    expect(blind.map(({ title }) => title)).toEqual([]);
  });
});

for (const group of groups) {
  describe(`${group.construct}`, () => {
    let pool: EnginePool | null = null;
    beforeAll(() => {
      if (group.sandbox === undefined) return;
      build('engine', ...(group.sandbox === 'python' ? ['python'] : []));
      pool = testPool({ ...shortLimits, run: 60_000 });
    }, 120_000);
    afterAll(() => pool?.close());

    it.each(group.scenarios.map((scenario) => ({ title: scenario.title, scenario })))(
      '$title',
      async ({ scenario }) => {
        const differences = pool === null ? playHere(scenario) : await playInEngine(pool, scenario, group);
        expect(differences).toEqual([]);
      },
    );
  });
}

function playHere(scenario: ConformanceScenario): Difference[] {
  const { limits: { tasks, steps } = {}, expect: expected } = scenario;
  const { expression } = defaultLimits;
  const result = rehearseTexts(
    {
      definition: definitionText(scenario),
      scenario: scenarioText(scenario),
      workflows: workflowTexts(scenario),
      files: fileTexts(scenario),
    },
    {
      limits: {
        ...defaultLimits,
        tasks: tasks ?? defaultLimits.tasks,
        expression: { ...expression, steps: steps ?? expression.steps },
      },
      onRecord: () => undefined,
      runScript: () => ({ kind: 'threw', message: 'this group has no sandbox', stdout: '', stderr: '' }),
    },
  );
  if (!result.ok) throw new Error(result.error.message);
  const { trace, expectations } = result.value;
  return [...traceDifferences(expected, trace), ...failedConditions(expectations)];
}

async function playInEngine(
  pool: EnginePool,
  scenario: ConformanceScenario,
  { sandbox }: ConformanceGroup,
): Promise<Difference[]> {
  const answer = await pool.run({
    job: 'rehearse',
    definition: definitionText(scenario),
    scenario: scenarioText(scenario),
    workflows: workflowTexts(scenario),
    files: fileTexts(scenario),
    scriptLimits: sandbox === 'python' ? patient : shortScripts,
  });
  if (!answer.ok) throw new Error(answer.error.message);
  const { trace, expectations } = answer.value;
  return [...traceDifferences(scenario.expect, trace), ...failedConditions(expectations)];
}

/** Traces of workflows that are none of ours. */
function strangers(status: string): Trace[] {
  const nothing = {
    seed: 1,
    status: status as Trace['status'],
    startedAt: 0,
    endedAt: 86_399_999,
    input: null,
    context: { stranger: true },
    tasks: [],
    effects: [],
    coverage: { tasks: [], branches: [] },
  };
  const error = { type: 'about:blank', status: 499, title: '', detail: '', instance: '/stranger' };
  return [sealTrace({ ...nothing, output: 'stranger', error: status === 'faulted' ? error : null })];
}

/** Whether a stranger's trace would pass. */
function hardlyDiffers(expected: ConformanceScenario['expect'], trace: Trace): boolean {
  if (traceDifferences(expected, trace).length > 0) return false;
  const { matches = [] } = expected;
  const conditions = matches.length === 0 ? [] : judge({ status: trace.status, match: matches }, trace);
  return conditions.every(({ passed }) => passed);
}
