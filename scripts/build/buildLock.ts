import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stateFolder } from '../root.ts';

const lockFile = join(stateFolder, 'build.lock');

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function tryLock(): boolean {
  const mine = `${lockFile}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    // A link appears with its content or not at all, so nobody ever reads an empty lock.
    linkSync(mine, lockFile);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

function dropDeadLock(): void {
  try {
    if (!isAlive(Number(readFileSync(lockFile, 'utf8')))) rmSync(lockFile, { force: true });
  } catch {
    // The owner has just released it.
  }
}

/** Runs the work while no other process builds in this checkout. */
export async function withBuildLock<T>(work: () => Promise<T>): Promise<T> {
  mkdirSync(stateFolder, { recursive: true });
  while (!tryLock()) {
    dropDeadLock();
    await delay(100);
  }
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}
