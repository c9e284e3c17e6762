import { beforeAll, expect, it } from 'vitest';
import { build } from '../engine/builtEngine.ts';
import { soakDefinitions } from './definitions.ts';
import { soakDrafts } from './drafts.ts';
import { soakEngines } from './engines.ts';
import { soakJq } from './jqDifferential.ts';
import { soakNotation } from './notation.ts';
import { soakRechecks } from './rechecks.ts';
import { soakRuns } from './runs.ts';
import { sampleSettings } from './soak.ts';

beforeAll(() => build('engine', 'core'), 120_000);

// The soaks themselves run for a long time, by `npm run soak`; this is a little of each, always the same.
it.each([
  ['definitions', soakDefinitions, 500],
  ['jq programs', soakJq, 40],
  ['notation', soakNotation, 500],
  ['checks after edits', soakRechecks, 200],
  ['engine children', soakEngines, 6],
  ['killed core processes', soakDrafts, 3],
  ['rehearsals', soakRuns, 600],
] as const)('a sample of the soak of %s goes well', async (_name, soak, count) => {
  expect((await soak(sampleSettings(count, 7))).failures).toEqual([]);
});
