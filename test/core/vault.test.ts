import { createPublicKey } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../store/temporaryStore.ts';
import { testSession } from './testSession.ts';

test('secrets go in, are listed by name, and come out nowhere', async () => {
  const { call, get, folder, refused } = await testSession();
  const value = 'hunter2-hunter2';
  expect(await call('internal.storeSecret', { name: 'token', sealed: { by: 'store-key', value } })).toMatchObject({
    ok: true,
    value: { name: 'token', sealedBy: 'store-key' },
  });
  const ciphertext = Buffer.from('v11 sealed').toString('base64');
  await call('internal.storeSecret', { name: 'other', sealed: { by: 'keychain', ciphertext } });
  expect(await get('secret.list', {})).toMatchObject([
    { name: 'other', sealedBy: 'keychain' },
    { name: 'token', sealedBy: 'store-key' },
  ]);
  const everything = JSON.stringify([await get('secret.list', {}), await get('audit.list', { limit: 500 })]);
  expect(everything).not.toContain(value);
  for (const file of readdirSync(folder)) expect(readFileSync(join(folder, file)).includes(value)).toBe(false);
  await get('secret.delete', { name: 'token' });
  expect((await refused('secret.delete', { name: 'token' })).code).toBe('not-found');
});

test('a secret needs a name that a workflow can use', async () => {
  const { refused } = await testSession();
  const sealed = { by: 'store-key', value: 'x' };
  expect((await refused('internal.storeSecret', { name: '../x', sealed })).code).toBe('invalid-input');
});

test('the device key is made once and stays the same', async () => {
  const folder = temporaryFolder();
  const first = await testSession({ open: { folder } });
  const key = await first.get('key.read', {});
  expect(createPublicKey(key.publicKeyPem).asymmetricKeyType).toBe('ed25519');
  expect(JSON.stringify(key)).not.toContain('PRIVATE');
  await first.close();
  const second = await testSession({ open: { folder } });
  expect(await second.get('key.read', {})).toEqual(key);
});

test('documentation is read offline, and no page leads out of its folder', async () => {
  const resources = join(import.meta.dirname, '../../resources');
  const { get, refused } = await testSession({ open: { resources } });
  for (const { page } of await get('docs.list', {})) {
    expect((await get('docs.read', { page })).markdown.length).toBeGreaterThan(0);
  }
  expect((await refused('docs.read', { page: 'no-such-page' })).code).toBe('not-found');
  for (const page of ['../package', 'a/../../b', '/etc/passwd', 'a\\b', 'A', '']) {
    expect((await refused('docs.read', { page })).code).toBe('invalid-input');
  }
});
