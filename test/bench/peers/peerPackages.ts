import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cacheFolder } from '../../../scripts/setup/cacheFolder.ts';

/** What is measured beside us, pinned. No dependency of the project: kept in the cache folder, outside of the checkout. */
const versions = {
  'node-red': '4.1.15',
  'aws-local-stepfunctions': '3.0.0',
  '@michaelhomer/jqjs': '1.6.0',
  '@serverlessworkflow/sdk': '1.0.1',
} as const;

type Peer = keyof typeof versions;

/** The module of a peer, installed at the first use; null, with the reason printed, where it cannot be had. */
export async function loadPeer(name: Peer): Promise<unknown> {
  const folder = join(cacheFolder(), `bench-${name.replaceAll(/[@/]/g, '')}-${versions[name]}`);
  if (!existsSync(folder) && !install(name, folder)) return null;
  return await import(createRequire(join(folder, 'package.json')).resolve(name));
}

function install(name: Peer, folder: string): boolean {
  const exact = `${name}@${versions[name]}`;
  process.stdout.write(`installing ${exact} into the cache folder, once\n`);
  const fresh = `${folder}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  writeFileSync(join(fresh, 'package.json'), '{ "private": true }\n');
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--save-exact'];
  const { status, error } = spawnSync('npm', ['install', ...options, exact], {
    cwd: fresh,
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 300_000,
  });
  if (status === 0) {
    renameSync(fresh, folder);
    return true;
  }
  rmSync(fresh, { recursive: true, force: true });
  process.stdout.write(`${exact} is left out: npm could not install it (${error?.message ?? `status ${status}`})\n`);
  return false;
}
