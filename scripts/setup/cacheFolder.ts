import { homedir } from 'node:os';
import { join } from 'node:path';

/** The user's cache folder for Drydock, outside of every checkout; safe to delete. */
export function cacheFolder(): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches/drydock');
  if (process.platform === 'win32')
    return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData/Local'), 'drydock/Cache');
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'drydock');
}
