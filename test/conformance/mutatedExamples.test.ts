import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type Json } from '../../shared/base/json.ts';
import { Random } from '../../shared/simulation/random.ts';
import { runStatuses } from '../../shared/simulation/trace.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import { referenceFolder } from '../reference.ts';
import { rehearseYaml } from '../unit/simulation/rehearseYaml.ts';

/** What a mutation puts in place of something else. */
const intruders: readonly Json[] = [
  null,
  true,
  -1,
  1e308,
  '',
  'x',
  '${ . }',
  '${ .a.b }',
  '${ [',
  '${ error }',
  '${ empty }',
  '${ infinite }',
  '${ $secrets.none }',
  '{{x}}',
  'end',
  'PT1S',
  '__proto__',
  'https://a.example/{x}',
  [],
  [1],
  {},
  { seconds: 1 },
];

const inputs: readonly Json[] = [{}, null, 1, [1, 2], { a: { b: 1 }, petId: 1, colors: ['red'], pets: [{ id: 1 }] }];
const stubs = [{ response: { jsonBody: { a: 1 } } }, { kind: 'shell', output: { code: 1 } }, { kind: 'container' }];
const mutantsOfEach = 40;

function mutated(value: Json, random: Random): Json {
  const chance = (one: number) => random.integer() % one === 0;
  if (chance(14)) return intruders[random.integer() % intruders.length] ?? null;
  if (Array.isArray(value)) return value.map((item: Json) => mutated(item, random));
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(() => !chance(40));
  return Object.fromEntries(kept.map(([key, member]) => [key, mutated(member, random)]));
}

const folder = referenceFolder('dsl/examples');
const examples = folder === null ? [] : readdirSync(folder).filter((file) => file.endsWith('.yaml'));

describe.skipIf(folder === null)('mutated examples', () => {
  it.each(examples)('%s: whatever is wrong with it, a rehearsal ends with a trace', (file) => {
    const document = parseDocument(readFileSync(join(folder ?? '', file), 'utf8'));
    if (!document.ok || !isJsonObject(document.value.value)) throw new Error('the example cannot be read');
    const { document: header = {}, ...rest } = document.value.value;
    const random = new Random(file.length);
    for (let mutant = 0; mutant < mutantsOfEach; mutant++) {
      const changed = mutated(rest, random);
      const definition = JSON.stringify({ document: header, ...(isJsonObject(changed) ? changed : {}) }, null, 1);
      const input = inputs[mutant % inputs.length] ?? null;
      const { trace } = rehearseYaml(definition, { input, stubs, limits: { tasks: 200 } });
      expect(runStatuses).toContain(trace.status);
      expect(trace.digest === null).toBe(trace.status === 'limit');
    }
  });
});
