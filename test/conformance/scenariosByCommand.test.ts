import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trace } from '../../shared/simulation/trace.ts';
import { drydock } from '../cli/builtCommand.ts';
import { build } from '../engine/builtEngine.ts';
import {
  type ConformanceGroup,
  type ConformanceScenario,
  definitionText,
  expectedStatus,
  readGroups,
  scenarioText,
} from './conformanceScenario.ts';
import { traceDifferences } from './traceDifferences.ts';

describe('drydock run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-conformance-'));
  beforeAll(() => build('engine', 'python', 'cli'), 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(someGroups().flatMap(sampleOf))(
    'conforms in $construct: $scenario.title',
    async ({ construct, scenario }) => {
      const [name, story] = [`${construct}.yaml`, `${construct}.scenario.yaml`];
      writeFileSync(join(folder, name), definitionText(scenario));
      writeFileSync(join(folder, story), scenarioText(scenario));
      const { status, out, errors } = await drydock(folder, ['run', name, '--scenario', story, '--format', 'json']);
      expect(errors).toBe('');
      expect(status).toBe(expectedStatus(scenario.expect) === 'completed' ? 0 : 1);
      expect(traceDifferences(scenario.expect, JSON.parse(out) as Trace)).toEqual([]);
    },
  );
});

interface Sample {
  readonly construct: string;
  readonly scenario: ConformanceScenario;
}

/** Every third group: a process takes a hundred times as long as the same scenario in process, where all are shown. */
function someGroups(): readonly ConformanceGroup[] {
  return readGroups().filter((_, index) => index % 3 === 0);
}

/** The first scenario of a group that needs nothing around its workflow: the rest shows in process, much faster. */
function sampleOf({ construct, scenarios }: ConformanceGroup): Sample[] {
  const alone = scenarios.find(({ workflows, files, limits }) => (workflows ?? files ?? limits) === undefined);
  return alone === undefined ? [] : [{ construct, scenario: alone }];
}
