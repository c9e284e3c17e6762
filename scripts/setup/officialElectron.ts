import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../root.ts';
import { say } from '../say.ts';
import { cacheFolder } from './cacheFolder.ts';

const packageFolder = join(root, 'node_modules/electron');
/** Without a byte more for this long, in milliseconds, the download counts as stuck: a firewall that drops does not answer. */
const stuckAfter = 20_000;

/** Version that the lock file pins. */
export function pinnedElectronVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  return version;
}

/** File that remembers that this version could not be fetched, so that the next start does not wait for it again. */
function refusalFile(): string {
  return join(cacheFolder(), `electron-${pinnedElectronVersion()}.unreachable`);
}

/** Forgets an earlier failure. */
export function retryOfficialElectron(): void {
  rmSync(refusalFile(), { force: true });
}

/** Folder of the official release where the package's own installer has put it; undefined without one. */
export function installedOfficialElectron(): string | undefined {
  const dist = join(packageFolder, 'dist');
  const versionFile = join(dist, 'version');
  const complete = existsSync(join(packageFolder, 'path.txt')) && existsSync(versionFile);
  return complete && readFileSync(versionFile, 'utf8').replace(/^v/, '').trim() === pinnedElectronVersion()
    ? dist
    : undefined;
}

function bytesBelow(folder: string): number {
  if (!existsSync(folder)) return 0;
  const sizes = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
    (name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0,
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function runInstaller(downloads: string): Promise<boolean> {
  const child = spawn(process.execPath, [join(packageFolder, 'install.js')], {
    env: { ...process.env, TMPDIR: downloads, TEMP: downloads, TMP: downloads },
    stdio: 'ignore',
  });
  let bytes = 0;
  let changedAt = performance.now();
  const watch = setInterval(() => {
    const now = bytesBelow(downloads) + bytesBelow(join(packageFolder, 'dist'));
    if (now !== bytes) changedAt = performance.now();
    else if (performance.now() - changedAt > stuckAfter) child.kill('SIGKILL');
    bytes = now;
  }, 1000);
  return new Promise((resolve) => {
    const end = (done: boolean) => {
      clearInterval(watch);
      resolve(done);
    };
    child.on('error', () => end(false));
    child.on('exit', (code) => end(code === 0));
  });
}

/** Fetches the official release with the package's own installer (it checks the sum); undefined where it is out of reach. */
export async function fetchOfficialElectron(): Promise<string | undefined> {
  if (existsSync(refusalFile())) {
    say('the official Electron was out of reach before; "npm run setup -- --retry" tries again');
    return undefined;
  }
  say(`fetching the official Electron ${pinnedElectronVersion()}`);
  const downloads = mkdtempSync(join(tmpdir(), 'drydock-electron-'));
  try {
    if (await runInstaller(downloads)) return installedOfficialElectron();
  } finally {
    rmSync(downloads, { recursive: true, force: true });
  }
  say('the official Electron is out of reach; "npm run setup -- --retry" tries again');
  mkdirSync(cacheFolder(), { recursive: true });
  writeFileSync(refusalFile(), new Date().toISOString());
  return undefined;
}
