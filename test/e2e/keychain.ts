import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Launch } from './harness.ts';

/** A keychain of our own, and how Drydock is started to use it. */
export interface PrivateKeychain {
  readonly launch: Launch;
  stop(): void;
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('no standard output');
  for await (const line of createInterface(child.stdout)) return line;
  throw new Error('the session bus ended before it had an address');
}

async function ended(child: ChildProcess): Promise<void> {
  const [status] = await new Promise<[number | null]>((resolve) => child.once('exit', (code) => resolve([code])));
  if (status !== 0) throw new Error(`gnome-keyring-daemon ended with status ${status}`);
}

/**
 * Starts a D-Bus session bus of our own and a real gnome-keyring on it, with its files in a folder of its own.
 * The daemon goes to the background once it is unlocked, and ends with its bus.
 */
export async function startKeychain(): Promise<PrivateKeychain> {
  const home = mkdtempSync(join(tmpdir(), 'drydock-keychain-'));
  const own = { HOME: home, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: home, XDG_CURRENT_DESKTOP: 'GNOME' };
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    env: { ...process.env, ...own },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = await firstLine(bus);
  const env = { ...own, DBUS_SESSION_BUS_ADDRESS: address };
  const daemon = spawn('gnome-keyring-daemon', ['--unlock', '--components=secrets', '--daemonize'], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  daemon.stdin?.end('a password of the test');
  await ended(daemon);
  return {
    launch: {
      args: ['--password-store=gnome-libsecret'],
      env: { DBUS_SESSION_BUS_ADDRESS: address, XDG_CURRENT_DESKTOP: 'GNOME' },
    },
    stop: () => {
      bus.kill();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
