import { expect, it } from 'vitest';
import { soakDefinitions } from './definitions.ts';
import { soakJq } from './jqDifferential.ts';
import { soakRuns } from './runs.ts';
import { sampleSettings } from './soak.ts';

// The soaks themselves run for a long time, by `npm run soak`; this is a little of each, always the same.
it.each([
  ['definitions', soakDefinitions, 1_500],
  ['jq programs', soakJq, 40],
  ['rehearsals', soakRuns, 600],
] as const)('a sample of the soak of %s goes well', async (_name, soak, count) => {
  expect((await soak(sampleSettings(count, 7))).failures).toEqual([]);
});
