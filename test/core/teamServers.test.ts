import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { deviceKey } from '../../electron/core/keys/deviceKey.ts';
import { pushBundle } from '../../electron/core/sealing/registry.ts';
import { parseReference, type RegistryReference } from '../../electron/core/sealing/registryReference.ts';
import { openTestStore, testPorts } from '../store/temporaryStore.ts';
import { newSigner, sealed } from '../unit/bundle/sealing.fixtures.ts';
import { memoryRegistry } from './memoryRegistry.ts';
import { hasRegistry, registryLogin, type StartedRegistry, startRegistry } from './sealing/startRegistry.ts';
import { type TestSession, testSession } from './testSession.ts';

function placeOf(text: string): RegistryReference {
  const parsed = parseReference(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

/** A session whose own device has sealed a definition under `name`, and the bundle. */
async function sealedHere(name: string) {
  const first = await testSession();
  await first.get('key.read', {});
  await first.close();
  const store = openTestStore(first.folder);
  const bundle = sealed(deviceKey(store, testPorts()), { definitions: [{ name, text: 'document:\n  dsl: 1.0.3\n' }] });
  store.close();
  return { session: await testSession({ open: { folder: first.folder } }), bundle };
}

describe('a bundle from a team server', () => {
  test.each(['policy.yaml', 'team/policy.yaml', 'a.scenario.yaml', 'a.stubs.yaml'])(
    'whose definition is called %s is shown and not taken in, whoever signed it',
    async (name) => {
      const { session, bundle } = await sealedHere(name);
      await session.get('document.create', { path: 'policy.yaml', text: 'policy: 1\n' });
      const { host } = await memoryRegistry();
      expect(await pushBundle(bundle, placeOf(`${host}/a/b`))).toMatchObject({ ok: true });
      const pulled = await session.get('bundle.pull', { reference: `${host}/a/b` });
      expect(pulled).toMatchObject({ path: null, verification: { verified: true } });
      expect((await session.get('document.list', {})).map(({ path }) => path)).toEqual(['policy.yaml']);
      expect(await session.get('document.read', { path: 'policy.yaml' })).toMatchObject({ text: 'policy: 1\n' });
    },
  );

  test('is taken in under the name of a workflow', async () => {
    const { session, bundle } = await sealedHere('greet.yaml');
    const { host } = await memoryRegistry();
    await pushBundle(bundle, placeOf(`${host}/a/b`));
    expect(await session.get('bundle.pull', { reference: `${host}/a/b` })).toMatchObject({ path: 'greet.yaml' });
    const told = session.events.filter(({ name }) => name === 'work.progress').map(({ data }) => data);
    expect(told.at(0)).toEqual({ work: 'pull', text: 'Connecting…' });
    expect(told.at(-1)).toEqual({ work: 'pull', text: null });
  });
});

describe.skipIf(!hasRegistry)('a team server that asks for a login', () => {
  let registry: StartedRegistry | undefined;
  let reference = '';
  beforeAll(async () => {
    registry = await startRegistry({ login: true });
    reference = `${registry.host}/team/greet:1`;
    expect(await pushBundle(sealed(newSigner()), placeOf(reference), { login: registryLogin })).toMatchObject({
      ok: true,
    });
  });
  afterAll(() => registry?.stop());

  const login = { username: registryLogin.username, secret: 'TEAM' };

  /** The log and every event, where no password may be. */
  async function said(session: TestSession): Promise<string> {
    return JSON.stringify([await session.get('audit.list', { limit: 99 }), session.events, session.bugs]);
  }

  test('gets the secret that the store’s key sealed, and that is on record', async () => {
    const session = await testSession();
    const sealing = { name: 'TEAM', sealed: { by: 'store-key', value: registryLogin.password } };
    await session.call('internal.storeSecret', sealing);
    expect((await session.refused('bundle.pull', { reference })).code).toBe('denied');
    expect(await session.get('bundle.pull', { reference, login })).toMatchObject({ path: null });
    expect(await session.call('internal.sealedSecret', { name: 'TEAM' })).toEqual({
      ok: true,
      value: { ciphertext: null },
    });
    const all = await said(session);
    expect(all).toContain('secret.use');
    expect(all).not.toContain(registryLogin.password);
  });

  test('gets one that the keychain sealed once for each time that main lends it', async () => {
    const session = await testSession();
    const ciphertext = Buffer.from('only the keychain reads this').toString('base64');
    await session.call('internal.storeSecret', { name: 'TEAM', sealed: { by: 'keychain', ciphertext } });
    expect(await session.call('internal.sealedSecret', { name: 'TEAM' })).toEqual({ ok: true, value: { ciphertext } });
    expect((await session.refused('bundle.pull', { reference, login })).message).toContain('keychain');
    await session.call('internal.lendSecret', { name: 'TEAM', value: registryLogin.password });
    await session.get('bundle.pull', { reference, login });
    expect((await session.refused('bundle.pull', { reference, login })).message).toContain('keychain');
    expect(await said(session)).not.toContain(registryLogin.password);
  });

  test('gets no secret that is not there', async () => {
    const session = await testSession();
    expect((await session.refused('bundle.pull', { reference, login })).code).toBe('not-found');
  });
});

test('a transfer that is under way is cancelled', async () => {
  const asked: string[] = [];
  const server = createServer((request) => void asked.push(request.url ?? ''));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const session = await testSession();
  const pulling = session.call('bundle.pull', { reference: `127.0.0.1:${port}/a/b` });
  await vi.waitFor(() => expect(asked).toHaveLength(1), { timeout: 20_000 });
  await session.get('bundle.cancel', {});
  expect(await pulling).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  server.closeAllConnections();
  server.close();
});
