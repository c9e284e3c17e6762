import { defineConfig } from '@playwright/test';

/** For `offline.spec.ts`, which runs it in a network namespace of its own: one worker, so that all counts are of one test. */
export default defineConfig({
  testDir: '.',
  testMatch: 'mainJobOffline.ts',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
});
