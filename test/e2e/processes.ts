import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  readonly command: readonly string[];
}

function read(pid: number): ProcessInfo[] {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return [{ pid, parent: Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1] ?? 0), command }];
  } catch {
    // It ended while we looked.
    return [];
  }
}

function all(): ProcessInfo[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => read(Number(name)));
}

/** The processes below `root`, children of children included. Linux only. */
export function processesBelow(root: number): readonly ProcessInfo[] {
  const known = all();
  const below = (pid: number): ProcessInfo[] =>
    known.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  return below(root);
}

/** Whether a process runs that entry file itself: around the engine's child there may be one that holds its namespaces. */
function runs({ command }: ProcessInfo, entry: string): boolean {
  return command[0]?.endsWith('bwrap') !== true && command.some((part) => part.endsWith(`/${entry}`));
}

/**
 * Process id of the part whose entry file ends in `entry` (`core.js`, `engine.js`) below `root`; waits for it. A process that the
 * part `not` was about to start when it ended still has that part's command line, and is none.
 */
export async function pidOf(root: number, entry: string, not?: number): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const found = processesBelow(root).find(
      (one) => one.pid !== not && (not === undefined || one.parent !== not) && runs(one, entry),
    );
    if (found !== undefined) return found.pid;
    await wait(50);
  }
  throw new Error(`no process runs ${entry}`);
}

/** Process id of the only part of that kind, once no other has been there for half a second: one is ending where another begins. */
export async function onlyPidOf(root: number, entry: string): Promise<number> {
  let known = 0;
  let since = 0;
  for (let attempt = 0; attempt < 200; attempt++) {
    const found = processesBelow(root).filter((one) => runs(one, entry));
    const pid = found.length === 1 ? (found[0]?.pid ?? 0) : 0;
    since = pid !== 0 && pid === known ? since + 1 : 0;
    known = pid;
    if (since >= 5) return pid;
    await wait(100);
  }
  throw new Error(`there was never exactly one ${entry}`);
}
