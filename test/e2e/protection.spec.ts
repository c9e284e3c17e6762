import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { type Drydock, test } from './harness.ts';

function workspaces(userData: string): string[] {
  return readdirSync(join(userData, 'workspaces')).map((name) => join(userData, 'workspaces', name));
}

function title({ electron }: Drydock): Promise<string | undefined> {
  return electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
}

test('with a keychain the key is wrapped by it, and the store opens again at the next start', async ({
  start,
  keychain,
  userData,
}) => {
  const first = await start(keychain);
  expect(await first.call('store.status', {})).toMatchObject({
    value: { state: 'open', protection: { kind: 'keychain', backend: 'gnome_libsecret' } },
  });
  expect(await title(first)).toContain('keychain');
  await first.call('document.create', { path: 'mine.yaml', text: 'a: 1\n' });
  const secret = await first.call('secret.set', { name: 'TOKEN', value: 'not to be found anywhere' });
  expect(secret).toMatchObject({ value: { sealedBy: 'keychain' } });
  await first.quit();

  const [folder = ''] = workspaces(userData);
  const keyFile = JSON.parse(readFileSync(join(folder, 'key.json'), 'utf8')) as { kind: string; wrapped: string };
  expect(keyFile.kind).toBe('keychain');
  expect(Buffer.from(keyFile.wrapped, 'base64').subarray(0, 3).toString()).toBe('v11');

  const second = await start(keychain);
  expect(await second.call('document.read', { path: 'mine.yaml' })).toMatchObject({ ok: true });
});

test('a keychain store without its keychain says so and is left as it is', async ({ start, keychain, userData }) => {
  const first = await start(keychain);
  await first.quit();
  const second = await start();
  const status = await second.call('store.status', {});
  expect(status).toMatchObject({ value: { state: 'failed', problem: { code: 'unavailable' } } });
  expect(status.ok && status.value.problem?.message).toContain('keychain');
  expect(workspaces(userData).filter((folder) => existsSync(join(folder, 'store.db')))).toHaveLength(1);
});

test('without a keychain the store lives as long as the session', async ({ start, userData }) => {
  const first = await start();
  expect(await first.call('store.status', {})).toMatchObject({
    value: { state: 'open', protection: { kind: 'session' } },
  });
  expect(await title(first)).toContain('not kept');
  const [before = ''] = workspaces(userData);
  await first.quit();
  const second = await start();
  await second.call('store.status', {});
  expect(existsSync(before)).toBe(false);
});

test('a passphrase keeps a store, and can be changed', async ({ start }) => {
  const first = await start();
  expect(await first.call('store.protect', { passphrase: 'short' })).toMatchObject({
    error: { code: 'invalid-input' },
  });
  const kept = await first.call('store.protect', { passphrase: 'correct horse battery' });
  expect(kept).toMatchObject({ value: { state: 'open', protection: { kind: 'passphrase' } } });
  expect(await title(first)).toContain('passphrase');
  await first.call('document.create', { path: 'mine.yaml', text: 'a: 1\n' });
  await first.quit();

  const second = await start();
  expect(await second.call('document.list', {})).toMatchObject({ error: { code: 'unavailable' } });
  await second.call('store.unlock', { passphrase: 'correct horse battery' });
  const changed = await second.call('store.protect', {
    passphrase: 'another passphrase',
    current: 'correct horse battery',
  });
  expect(changed).toMatchObject({ value: { state: 'open' } });
  await second.quit();

  const third = await start();
  expect(await third.call('store.unlock', { passphrase: 'correct horse battery' })).toMatchObject({
    error: { code: 'denied' },
  });
  expect(await third.call('store.unlock', { passphrase: 'another passphrase' })).toMatchObject({
    value: { state: 'open' },
  });
  expect(await third.call('document.read', { path: 'mine.yaml' })).toMatchObject({ ok: true });
});

test('workspaces are kept apart, and one can go back to each', async ({ drydock: { call } }) => {
  const first = await call('store.status', {});
  await call('document.create', { path: 'first.yaml', text: 'a: 1\n' });
  expect(await call('workspace.create', { name: 'Second' })).toMatchObject({
    value: { workspace: { name: 'Second' } },
  });
  expect(await call('workspace.create', { name: 'Second' })).toMatchObject({ error: { code: 'conflict' } });
  expect(await call('document.read', { path: 'first.yaml' })).toMatchObject({ error: { code: 'not-found' } });
  const id = first.ok ? (first.value.workspace?.id ?? '') : '';
  expect(await call('workspace.open', { id })).toMatchObject({ value: { state: 'open', workspace: { id } } });
  expect(await call('document.read', { path: 'first.yaml' })).toMatchObject({ ok: true });
});
