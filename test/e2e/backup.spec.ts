import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from './harness.ts';
import { Workbench } from './pages/workbench.ts';
import { answerPickers } from './pickers.ts';

const passphrase = 'correct horse battery';

test('a workspace whose key is in the keychain is backed up and comes back elsewhere by its passphrase', async ({
  start,
  keychain,
  userData,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-backup-'));
  const backup = join(folder, 'mine');
  const first = await start(keychain);
  await first.call('document.create', { path: 'mine.yaml', text: 'a: 1\n' });
  await answerPickers(first.electron, { save: backup, open: [backup] });
  await new Workbench(first.page).command('Back up this workspace…');
  await first.page.getByLabel('Passphrase of the backup').fill(passphrase);
  await first.page.getByLabel('The same again').fill(passphrase);
  await first.page.getByRole('button', { name: 'Choose where…' }).click();
  await expect(first.page.getByText('The backup is written')).toBeVisible();
  expect(JSON.parse(readFileSync(join(backup, 'key.json'), 'utf8'))).toMatchObject({ kind: 'passphrase' });

  await first.call('document.create', { path: 'later.yaml', text: 'b: 1\n' });
  expect(await first.call('workspace.restore', { passphrase: 'not the one' })).toMatchObject({
    error: { code: 'denied' },
  });
  expect(await first.call('document.read', { path: 'later.yaml' })).toMatchObject({ ok: true });
  const restored = await first.call('workspace.restore', { passphrase });
  expect(restored).toMatchObject({
    value: { movedAside: true, status: { state: 'open', protection: { kind: 'passphrase' } } },
  });
  expect(await first.call('document.read', { path: 'mine.yaml' })).toMatchObject({ value: { text: 'a: 1\n' } });
  expect(await first.call('document.read', { path: 'later.yaml' })).toMatchObject({ error: { code: 'not-found' } });
  expect(readdirSync(join(userData, 'workspaces')).filter((name) => name.includes('before-restore'))).toHaveLength(1);
  const listed = await first.call('workspace.list', {});
  expect(listed).toMatchObject({ value: [{ name: 'My workspace' }] });
  await first.quit();
  rmSync(folder, { recursive: true });
});
