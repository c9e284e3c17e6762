import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import type { AppError } from '../../shared/base/appError.ts';
import type { Result } from '../../shared/base/result.ts';
import type { MethodInput, MethodName, MethodOutput } from '../../shared/contract/table.ts';
import { startKeychain } from './keychain.ts';

/** Starts the built application under Playwright. */
const heldStart = join(import.meta.dirname, 'heldStart.mjs');
/** The application for those who start it without Playwright: the checkout's root. */
const application = join(import.meta.dirname, '../..');

/** A system without a keychain: no session bus to find one on. */
const withoutKeychain: Launch = {
  args: ['--password-store=basic'],
  env: { DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
};

/** What a launch adds to the command line and the environment. */
export interface Launch {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A running Drydock. */
export interface Drydock {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** Calls a method as the page does, through the bridge. */
  call<N extends MethodName>(name: N, input: MethodInput<N>): Promise<Result<MethodOutput<N>, AppError>>;
  /** Quits as a person does, and waits for the end. */
  quit(): Promise<void>;
}

/** Starts Drydock; every launch of one test shares the folder of its user data. */
export type Start = (launch?: Launch) => Promise<Drydock>;

/** The executable of the runtime and what it needs on this machine, as `npm run e2e` says. */
export function runtime(): { readonly executable: string; readonly args: readonly string[] } {
  const executable = process.env.DRYDOCK_ELECTRON;
  if (executable === undefined) throw new Error('run these tests with npm run e2e: it finds Electron and builds');
  return { executable, args: (process.env.DRYDOCK_ELECTRON_ARGUMENTS ?? '').split(' ').filter((part) => part !== '') };
}

/** The command line of Drydock with its user data in `userData`; `start` is what the runtime is given to run. */
export function commandLine(userData: string, launch: Launch = {}, start: string = application): string[] {
  return [...runtime().args, start, `--user-data-dir=${userData}`, '--disable-gpu', ...(launch.args ?? [])];
}

/** The environment of Drydock. */
export function environment(launch: Launch = {}): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(inherited), ...launch.env };
}

/** Runs in the page. */
function callBridge({ name, input }: { name: string; input: unknown }): Promise<unknown> {
  type Untyped = { call(name: string, input: unknown): Promise<unknown> };
  return (window as unknown as { api: Untyped }).api.call(name, input);
}

/** Starts the built application with its user data in `userData`, on a system without a keychain unless said otherwise. */
export async function launch(userData: string, options: Launch = withoutKeychain): Promise<Drydock> {
  const electron = await _electron.launch({
    executablePath: runtime().executable,
    args: commandLine(userData, options, heldStart),
    env: environment(options),
    // Playwright would switch the sandbox off by itself.
    chromiumSandbox: !runtime().args.includes('--no-sandbox'),
  });
  const page = await electron.firstWindow();
  const drydock: Drydock = {
    electron,
    page,
    call: (name, input) => page.evaluate(callBridge, { name, input }) as Promise<never>,
    quit: () => electron.close(),
  };
  const status = await drydock.call('store.status', {});
  // Where the store is open the page marks when a person could start; otherwise it shows why not.
  if (status.ok && status.value.state === 'open') {
    await page.waitForFunction(() => performance.getEntriesByName('drydock:usable').length > 0);
  }
  return drydock;
}

/** Tests of the real window, each with user data of its own, on a system without a keychain unless said otherwise. */
export const test = base.extend<{ userData: string; start: Start; drydock: Drydock; keychain: Launch }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  userData: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'drydock-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  start: async ({ userData }, use) => {
    const running = new Set<Drydock>();
    await use(async (options) => {
      const drydock = await launch(userData, options);
      running.add(drydock);
      drydock.electron.once('close', () => running.delete(drydock));
      return drydock;
    });
    for (const drydock of running) await endHard(drydock);
  },
  drydock: async ({ start }, use) => {
    await use(await start());
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  keychain: async ({}, use) => {
    const keychain = await startKeychain();
    await use(keychain.launch);
    keychain.stop();
  },
});

/** Ends what a test left running, whatever it would still ask. */
async function endHard({ electron }: Drydock): Promise<void> {
  const closed = electron.waitForEvent('close');
  electron.process().kill('SIGKILL');
  await closed;
}
