import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stateFolder } from '../root.ts';
import { say } from '../say.ts';
import { electronExecutable } from '../setup/electronRuntime.ts';
import { sandboxArguments } from '../setup/sandboxArguments.ts';
import { startVirtualDisplay } from '../setup/virtualDisplay.ts';
import { type Counts, playwrightCounts, withExitStatus } from './counts.ts';
import { runTool } from './runTool.ts';

/** Runs Playwright's tests of the window against the built application, on a display of their own where that is possible. */
export async function runWindowTests(electronDist: string, args: readonly string[]): Promise<Counts> {
  const report = join(stateFolder, 'playwright.json');
  mkdirSync(stateFolder, { recursive: true });
  rmSync(report, { force: true });
  const display = process.platform === 'linux' ? await startVirtualDisplay() : undefined;
  if (display !== undefined) say(`running the window's tests on a virtual display, ${display.name}`);
  try {
    const status = await runTool(
      '@playwright/test/cli.js',
      ['test', '--reporter=list,json', '--pass-with-no-tests', ...args],
      {
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        DRYDOCK_ELECTRON: electronExecutable(electronDist),
        DRYDOCK_ELECTRON_ARGUMENTS: sandboxArguments().join(' '),
        DRYDOCK_NODE: process.execPath,
        ...(display && { DISPLAY: display.name }),
      },
    );
    return withExitStatus(playwrightCounts(report), status);
  } finally {
    display?.stop();
  }
}
