import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Folder of the unpacked application under test. */
export const unpacked: string = process.env.DRYDOCK_PACKAGE ?? '';

/** Path of the application's executable. */
export const executable: string = join(unpacked, 'drydock-desktop');

/** What a process left: exit status (null when it was ended from outside), output and messages. */
export type Outcome = { status: number | null; output: string; messages: string };

/** Runs a file of the package in a home of its own and waits for its end; it is ended after `limit` milliseconds. */
export function run(
  file: string,
  args: readonly string[],
  env: Record<string, string>,
  limit = 100_000,
): Promise<Outcome> {
  const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let messages = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    messages += chunk.toString('utf8');
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), limit);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve({ status, output, messages });
    });
  });
}

/** Environment of a person who has nothing but the package: own home, no Node on the path. */
export function plainEnvironment(home: string): Record<string, string> {
  return {
    HOME: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    DISPLAY: process.env.DISPLAY ?? '',
    PATH: '/usr/bin:/bin',
  };
}

/** Arguments that the executable needs here: `--no-sandbox` as root. */
export function electronArguments(): string[] {
  return (process.env.DRYDOCK_ELECTRON_ARGUMENTS ?? '').split(' ').filter((argument) => argument !== '');
}
