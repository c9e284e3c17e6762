import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test as windowTest } from './harness.ts';

const mebibyte = 1024 * 1024;
const cannotMount = 'this account cannot mount a small disk';

/** Drydock with its user data on a small disk of its own. */
const test = windowTest.extend<{ disk: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  disk: async ({}, use, info) => {
    const folder = mkdtempSync(join(tmpdir(), 'drydock-small-'));
    const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder]).status === 0;
    if (!isMounted) {
      rmSync(folder, { recursive: true, force: true });
      process.stdout.write(`skipped: ${cannotMount}\n`);
      info.skip(true, cannotMount);
    }
    await use(folder);
    spawnSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  },
  userData: async ({ disk }, use) => {
    const folder = join(disk, 'user-data');
    mkdirSync(folder);
    await use(folder);
  },
});

test('a full disk is one sentence, the text stays, and with room again it is saved', async ({
  disk,
  drydock: { call, page },
}) => {
  await call('document.create', { path: 'kept.yaml', text: 'a: 1\n' });
  const { bavail, bsize } = statfsSync(disk);
  const filler = join(disk, 'filler');
  fill(filler, bavail * bsize);
  const large = `a: |\n  ${'x'.repeat(mebibyte)}\n`;
  const refused = await call('document.draft', { path: 'kept.yaml', text: large, base: null });
  expect(refused).toMatchObject({
    ok: false,
    error: { message: expect.stringMatching(/^[^.]*disk is full[^.]*\.$/) },
  });
  expect(await call('document.read', { path: 'kept.yaml' })).toMatchObject({
    value: { text: 'a: 1\n', draft: null },
  });
  await expect(page.getByRole('main')).toBeVisible();
  rmSync(filler);
  expect(await call('document.draft', { path: 'kept.yaml', text: large, base: null })).toMatchObject({ ok: true });
});

/** Fills what is left, also where others wrote meanwhile. */
function fill(file: string, bytes: number): void {
  try {
    writeFileSync(file, Buffer.alloc(bytes));
    writeFileSync(file, Buffer.alloc(mebibyte), { flag: 'a' });
  } catch {
    // Full, as wanted.
  }
}
