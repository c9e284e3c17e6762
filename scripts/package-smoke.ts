import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { outputFolder } from './package/builderConfiguration.ts';
import { ensureDebianPackages } from './setup/debianPackages.ts';
import { sandboxArguments } from './setup/sandboxArguments.ts';
import { runScript, SetupProblem } from './setup/setupProblem.ts';
import { startVirtualDisplay } from './setup/virtualDisplay.ts';
import { runTool } from './steps/runTool.ts';

/** `npm run package:smoke`: starts what `npm run package` has made, and looks at it. */
await runScript(async () => {
  const unpacked = join(outputFolder, 'linux-unpacked');
  if (process.platform !== 'linux') throw new SetupProblem('the smoke test of the package runs on Linux.');
  if (!existsSync(unpacked)) throw new SetupProblem('there is no package yet: run "npm run package" first.');
  ensureDebianPackages('window');
  const display = await startVirtualDisplay();
  try {
    return await runTool('vitest/vitest.mjs', ['run', '--project', 'package'], {
      DISPLAY: display.name,
      DRYDOCK_ELECTRON_ARGUMENTS: sandboxArguments().join(' '),
      DRYDOCK_PACKAGE: unpacked,
    });
  } finally {
    display.stop();
  }
});
