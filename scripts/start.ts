import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { buildStale } from './build/buildStale.ts';
import { root } from './root.ts';
import { say } from './say.ts';
import { ensureDebianPackages } from './setup/debianPackages.ts';
import { electronExecutable, ensureElectron } from './setup/electronRuntime.ts';
import { sandboxArguments } from './setup/sandboxArguments.ts';
import { runScript } from './setup/setupProblem.ts';
import { startVirtualDisplay, type VirtualDisplay } from './setup/virtualDisplay.ts';

/** The application's arguments: `--screenshot FILE` becomes one argument with an absolute path. */
function applicationArguments(given: readonly string[]): string[] {
  const at = given.indexOf('--screenshot');
  const file = given[at + 1];
  const joined =
    at < 0 || file === undefined ? [...given] : [...given.slice(0, at), `--screenshot=${file}`, ...given.slice(at + 2)];
  return joined.map((argument) => {
    const path = /^--screenshot=(.+)$/.exec(argument)?.[1];
    return path === undefined ? argument : `--screenshot=${resolve(process.env.INIT_CWD ?? '.', path)}`;
  });
}

async function displayWhereNone(): Promise<VirtualDisplay | undefined> {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return undefined;
  const display = await startVirtualDisplay();
  say(`no display found: starting on a virtual one, ${display.name}; Ctrl+C ends it, --screenshot FILE shows it`);
  return display;
}

function runElectron(
  executable: string,
  args: readonly string[],
  display: VirtualDisplay | undefined,
): Promise<number> {
  const env = { ...process.env, DRYDOCK_NODE: process.execPath, ...(display && { DISPLAY: display.name }) };
  const child = spawn(executable, args, { env, stdio: 'inherit' });
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, pass);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]));
  });
}

await runScript(async () => {
  ensureDebianPackages('window');
  const dist = await ensureElectron();
  await buildStale();
  const display = await displayWhereNone();
  // On a virtual display Chromium reports at length the graphics card and the session bus that are not there.
  const quiet = display === undefined ? [] : ['--log-level=3'];
  const args = [...sandboxArguments(), ...quiet, root, ...applicationArguments(process.argv.slice(2))];
  const status = await runElectron(electronExecutable(dist), args, display);
  display?.stop();
  return status;
});
