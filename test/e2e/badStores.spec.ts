import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import Database from 'better-sqlite3';
import { readKeyFile } from '../../electron/core/keys/keyFile.ts';
import { openDatabase } from '../../electron/store/database.ts';
import { type Drydock, type Start, test } from './harness.ts';

const passphrase = 'correct horse battery';

/** Makes a store under a passphrase, ends Drydock, and gives the workspace's folder. */
async function storeFolder(start: Start, userData: string): Promise<string> {
  const drydock = await start();
  await drydock.call('store.protect', { passphrase });
  await drydock.quit();
  const [id = ''] = readdirSync(join(userData, 'workspaces'));
  return join(userData, 'workspaces', id);
}

/** Unlocks as a person does; the window has to say the problem in one sentence. */
async function problemAtUnlock({ call, page }: Drydock): Promise<string | undefined> {
  await page.getByLabel('Passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('heading', { name: 'The workspace could not be opened' })).toBeVisible();
  const status = await call('store.status', {});
  const problem = status.ok ? status.value.problem : null;
  expect(problem?.message).toMatch(/^[^.]+\.$/);
  await expect(page.getByText(problem?.message ?? '')).toBeVisible();
  return problem?.code;
}

test('a truncated store gives one sentence and stays as it is', async ({ start, userData }) => {
  const folder = await storeFolder(start, userData);
  const file = join(folder, 'store.db');
  truncateSync(file, 5_000);
  expect(await problemAtUnlock(await start())).toBe('integrity');
  expect(readFileSync(file)).toHaveLength(5_000);
});

test('a store from a newer version gives one sentence and stays as it is', async ({ start, userData }) => {
  const folder = await storeFolder(start, userData);
  const key = await readKeyFile(join(folder, 'key.json'), passphrase);
  if (!key.ok) throw new Error(key.error.message);
  const database = key.value.use((bytes) => openDatabase(join(folder, 'store.db'), bytes));
  if (!database.ok) throw new Error(database.error.message);
  database.value.database.pragma('user_version = 99990');
  database.value.database.close();
  const before = readFileSync(join(folder, 'store.db'));
  expect(await problemAtUnlock(await start())).toBe('too-new');
  expect(readFileSync(join(folder, 'store.db')).equals(before)).toBe(true);
});

test('a damaged key file gives one sentence, and put back it opens the store', async ({ start, userData }) => {
  const folder = await storeFolder(start, userData);
  const whole = readFileSync(join(folder, 'key.json'));
  writeFileSync(join(folder, 'key.json'), '{"kind":');
  const { call, page } = await start();
  expect(await call('store.status', {})).toMatchObject({ value: { state: 'failed', problem: { code: 'integrity' } } });
  await expect(page.getByText('The key file of this workspace is damaged')).toBeVisible();
  writeFileSync(join(folder, 'key.json'), whole);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByLabel('Passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect.poll(async () => call('store.status', {})).toMatchObject({ value: { state: 'open' } });
});

test('a store with the key of another one gives one sentence', async ({ start, userData, keychain }) => {
  const first = await start(keychain);
  await first.call('workspace.create', { name: 'Other' });
  await first.quit();
  const [one = '', two = ''] = readdirSync(join(userData, 'workspaces')).map((id) => join(userData, 'workspaces', id));
  const [keyOne, keyTwo] = [readFileSync(join(one, 'key.json')), readFileSync(join(two, 'key.json'))];
  writeFileSync(join(one, 'key.json'), keyTwo);
  writeFileSync(join(two, 'key.json'), keyOne);
  const { call } = await start(keychain);
  expect(await call('store.status', {})).toMatchObject({ value: { state: 'failed', problem: { code: 'denied' } } });
});

test('a plain database in its place is not taken', async ({ start, userData }) => {
  const folder = await storeFolder(start, userData);
  writeFileSync(join(folder, 'store.db'), '');
  const plain = new Database(join(folder, 'store.db'));
  plain.exec('create table t (x)');
  plain.close();
  expect(await problemAtUnlock(await start())).toBe('integrity');
});
