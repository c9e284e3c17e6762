import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Areas of test/ whose tests need nothing but Node. */
const nodeAreas = [
  'unit',
  'rules',
  'conformance',
  'contract',
  'store',
  'engine',
  'core',
  'main',
  'cli',
  'security',
  'soak',
  'architecture',
  // Needs what `npm run package` makes.
  ...(process.env.DRYDOCK_PACKAGE === undefined ? [] : ['package']),
];

/** Areas whose tests share nothing that a test could change: their modules are loaded once for many files. */
const pureAreas = new Set(['unit', 'rules', 'contract', 'conformance']);

function project(area: string, environment: 'node' | 'happy-dom') {
  const isolate = !pureAreas.has(area);
  return { test: { name: area, environment, isolate, include: [`test/${area}/**/*.test.{ts,tsx}`] } };
}

/** One project an area; windows are tested by Playwright (`*.spec.ts`). */
export default defineConfig({
  test: {
    passWithNoTests: true,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One more than there are cores: much of the time a test waits for a process that it started.
    maxWorkers: availableParallelism() + 1,
    projects: [...nodeAreas.map((area) => project(area, 'node')), project('renderer', 'happy-dom')],
  },
});
