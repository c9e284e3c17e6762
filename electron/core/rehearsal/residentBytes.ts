import { readFileSync } from 'node:fs';
import process from 'node:process';

/** Linux counts in pages; those of a few machines are larger, which only makes the watch more lenient there. */
const pageBytes = 4096;

/** Resident memory of a process in bytes (proc(5), `statm`); null where the system does not tell so cheaply. */
export function residentBytes(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    return Number.isFinite(pages) ? pages * pageBytes : null;
  } catch {
    return null;
  }
}
