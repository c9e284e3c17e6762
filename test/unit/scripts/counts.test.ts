import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playwrightCounts, sumOf, vitestCounts, withExitStatus } from '../../../scripts/steps/counts.ts';

describe('the sum at the end of npm test', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'counts-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function report(name: string, value: unknown): string {
    const file = join(folder, name);
    writeFileSync(file, JSON.stringify(value));
    return file;
  }

  it('adds the steps up', () => {
    const steps = [
      { passed: 3, failed: 0, skipped: 0 },
      { passed: 10, failed: 2, skipped: 1 },
    ];
    expect(sumOf(steps)).toEqual({ passed: 13, failed: 2, skipped: 1 });
  });

  it('counts a file of tests that did not load as a failure', () => {
    const file = report('vitest.json', {
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 0,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{}] },
        { status: 'passed', assertionResults: [{}] },
      ],
    });
    expect(vitestCounts(file)).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });

  it('counts a flaky test of the window as a failure', () => {
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 3 };
    const file = report('playwright.json', { stats, errors: [] });
    expect(playwrightCounts(file)).toEqual({ passed: 4, failed: 2, skipped: 3 });
  });

  it('counts a step that crashed before its report as a failure', () => {
    const none = vitestCounts(join(folder, 'missing.json'));
    expect(withExitStatus(none, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('does not count a named failure twice', () => {
    expect(withExitStatus({ passed: 1, failed: 2, skipped: 0 }, 1)).toEqual({ passed: 1, failed: 2, skipped: 0 });
  });
});
