import { readFileSync } from 'node:fs';
import process from 'node:process';

/** Linux counts in pages; those of a few machines are larger, which only makes the watch more lenient there. */
const pageBytes = 4096;

/** Deepest chain of children that is looked at: bubblewrap is two processes above its program. */
const maxGenerations = 4;

/**
 * Resident memory of a process and its children in bytes (proc(5), `statm`); null where the system does not tell so
 * cheaply.
 */
export function residentBytes(pid: number, generations: number = maxGenerations): number | null {
  if (process.platform !== 'linux') return null;
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    if (!Number.isFinite(pages)) return null;
    const children = generations === 0 ? [] : childrenOf(pid);
    return children.reduce((sum, child) => sum + (residentBytes(child, generations - 1) ?? 0), pages * pageBytes);
  } catch {
    return null;
  }
}

/** Children of a process' first thread, which is the one that starts any. */
function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return text === '' ? [] : text.split(' ').map(Number);
}
