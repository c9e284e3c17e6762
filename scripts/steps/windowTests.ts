import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stateFolder } from '../root.ts';
import { type Counts, playwrightCounts, withExitStatus } from './counts.ts';
import { runTool } from './runTool.ts';
import { withWindow } from './windowEnvironment.ts';

/** Runs Playwright's tests of the window against the built application. */
export function runWindowTests(electronDist: string, args: readonly string[]): Promise<Counts> {
  const report = join(stateFolder, 'playwright.json');
  mkdirSync(stateFolder, { recursive: true });
  rmSync(report, { force: true });
  return withWindow(electronDist, async (env) => {
    const options = ['test', '--reporter=list,json', '--pass-with-no-tests', ...args];
    const status = await runTool('@playwright/test/cli.js', options, { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report });
    return withExitStatus(playwrightCounts(report), status);
  });
}
