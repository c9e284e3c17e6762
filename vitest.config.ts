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

function project(area: string, environment: 'node' | 'happy-dom') {
  return { test: { name: area, environment, include: [`test/${area}/**/*.test.{ts,tsx}`] } };
}

/** One project an area; windows are tested by Playwright (`*.spec.ts`). */
export default defineConfig({
  test: {
    passWithNoTests: true,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [...nodeAreas.map((area) => project(area, 'node')), project('renderer', 'happy-dom')],
  },
});
