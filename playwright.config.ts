import { defineConfig } from '@playwright/test';

/**
 * Tests that drive the real window. `npm run e2e` builds what is stale and sets DRYDOCK_ELECTRON (the executable),
 * DRYDOCK_ELECTRON_ARGUMENTS (`--no-sandbox` as root, otherwise empty), DRYDOCK_NODE and a virtual DISPLAY.
 */
export default defineConfig({
  testDir: 'test',
  testMatch: ['e2e/**/*.spec.ts', 'security/**/*.spec.ts'],
  outputDir: 'test-results',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Generous, because a busy machine is no failure; what is slow is measured by the benchmarks.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
});
