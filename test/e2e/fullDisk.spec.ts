import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from './harness.ts';

const mebibyte = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'drydock-small-'));
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder]).status === 0;
if (!isMounted) process.stdout.write('skipped: a small disk cannot be mounted by this account\n');

test.afterAll(() => {
  if (isMounted) spawnSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true, force: true });
});

test.describe('a full disk', () => {
  test.skip(!isMounted, 'a small disk cannot be mounted by this account');
  test.use({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    userData: async ({}, use) => {
      const userData = join(folder, 'user-data');
      mkdirSync(userData);
      await use(userData);
    },
  });

  test('is one sentence, the text stays, and with room again it is saved', async ({ drydock: { call, page } }) => {
    await call('document.create', { path: 'kept.yaml', text: 'a: 1\n' });
    const { bavail, bsize } = statfsSync(folder);
    const filler = join(folder, 'filler');
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
