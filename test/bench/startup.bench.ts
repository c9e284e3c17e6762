import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKeychain } from '../e2e/keychain.ts';
import { blankWindow, type Candidate, drydockAs, type Launch, median, observe, printTimes } from './observed.ts';

const rounds = 5;
const first = drydockAs('Drydock with a new workspace, until it can be used');
const again = drydockAs('Drydock with the workspace of last time');

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'drydock-bench-'));
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function timeFresh(candidate: Candidate): Promise<number> {
  const userData = newFolder();
  const { time } = await observe(candidate, { userData });
  remove(userData);
  return time;
}

const blankTimes: number[] = [];
const firstTimes: number[] = [];
const againTimes: number[] = [];
// Only a workspace whose key is kept is there at the next start.
const keychain = await startKeychain();
const kept: Launch = { userData: newFolder(), ...keychain.launch };
await observe(again, kept);
// They take turns, so that what slows the machine slows all.
for (let round = 0; round < rounds; round++) {
  blankTimes.push(await timeFresh(blankWindow));
  firstTimes.push(await timeFresh(first));
  againTimes.push((await observe(again, kept)).time);
}
keychain.stop();
remove(kept.userData);
printTimes('start of the window', [
  [blankWindow.name, median(blankTimes)],
  [first.name, median(firstTimes)],
  [again.name, median(againTimes)],
]);
