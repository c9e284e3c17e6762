import { test } from './harness.ts';
import { doMainJob } from './mainJob.ts';

test('a person does the main job from start to finish', async ({ drydock, userData }) => {
  await doMainJob(drydock, userData);
});
