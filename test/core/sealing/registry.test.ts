import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archiveBytes } from '../../../electron/core/sealing/archive.ts';
import { pullBundle, pushBundle } from '../../../electron/core/sealing/registry.ts';
import { parseReference, type RegistryReference } from '../../../electron/core/sealing/registryReference.ts';
import { ed25519Check } from '../../../electron/core/sealing/signer.ts';
import { verifyLayout } from '../../../shared/bundle/verify.ts';
import { newSigner, sealed } from '../../unit/bundle/sealing.fixtures.ts';
import { freePort, hasRegistry, type StartedRegistry, startRegistry } from './startRegistry.ts';

function reference(text: string): RegistryReference {
  const parsed = parseReference(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

describe.skipIf(!hasRegistry)('a team server (Debian’s docker-registry)', () => {
  let host = '';
  let registry: StartedRegistry | undefined;

  beforeAll(async () => {
    registry = await startRegistry();
    host = registry.host;
  });
  afterAll(() => registry?.stop());

  it('carries the very bytes that a file holds', async () => {
    const bundle = sealed(newSigner());
    expect(await pushBundle(bundle, reference(`${host}/team/greet:1`))).toEqual({ ok: true, value: undefined });
    const pulled = await pullBundle(reference(`${host}/team/greet:1`));
    if (!pulled.ok) throw new Error(pulled.error.message);
    const verified = verifyLayout(pulled.value, ed25519Check);
    if (!verified.ok) throw new Error(verified.error.reason);
    expect(await archiveBytes(verified.value.bundle)).toEqual(await archiveBytes(bundle));
  });

  it('takes the same bundle twice and keeps both people’s signatures', async () => {
    const [one, two] = [sealed(newSigner()), sealed(newSigner())];
    expect(one.manifest.digest).toBe(two.manifest.digest);
    for (const bundle of [one, one, two]) {
      expect((await pushBundle(bundle, reference(`${host}/team/both:1`))).ok).toBe(true);
    }
    const pulled = await pullBundle(reference(`${host}/team/both:1`));
    const verified = pulled.ok ? verifyLayout(pulled.value, ed25519Check) : null;
    expect(verified?.ok && verified.value.signatures.length).toBe(2);
  });

  it('says that there is no such bundle', async () => {
    expect(await pullBundle(reference(`${host}/team/nothing:1`))).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
  });
});

describe('a server that is not what it should be', () => {
  async function against(
    answer: (path: string) => { status: number; headers?: Record<string, string>; body?: string },
  ) {
    const server = createServer((request, response) => {
      const { status, headers, body } = answer(request.url ?? '');
      response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const to = reference(`127.0.0.1:${(server.address() as AddressInfo).port}/a/b:1`);
    const pulled = await pullBundle(to);
    const pushed = await pushBundle(sealed(newSigner()), to);
    server.close();
    return { pulled, pushed };
  }

  it('is never followed to another host', async () => {
    const seen: string[] = [];
    const elsewhere = createServer((request, response) => {
      seen.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/x`;
    const redirected = await against(() => ({ status: 307, headers: { location } }));
    expect(redirected.pulled).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    const uploads = await against((path) =>
      path.endsWith('/uploads/') ? { status: 202, headers: { location } } : { status: 404 },
    );
    expect(uploads.pushed).toMatchObject({ ok: false, error: { code: 'denied' } });
    elsewhere.close();
    expect(seen).toEqual([]);
  });

  it.each([
    ['nonsense', { status: 200, body: 'nonsense' }, 'integrity'],
    ['a closed door', { status: 401 }, 'denied'],
    ['a failure', { status: 500 }, 'unavailable'],
  ])('and answers with %s gives one sentence', async (_, answer, code) => {
    expect((await against(() => answer)).pulled).toMatchObject({ ok: false, error: { code } });
  });

  it('and lists signatures without end is not asked for them', async () => {
    const { manifest, blobs, referrers } = sealed(newSigner());
    const [referrer] = referrers;
    const manifests = Array.from({ length: 500 }, (_, index) => {
      return { ...referrer, digest: `sha256:${String(index).padStart(64, '0')}` };
    });
    const asked: string[] = [];
    const { pulled } = await against((path) => {
      asked.push(path);
      if (path.includes('/referrers/')) return { status: 200, body: JSON.stringify({ schemaVersion: 2, manifests }) };
      const digest = path.endsWith('/1') ? manifest.digest : (path.split('/').at(-1) ?? '');
      const bytes = blobs.get(digest);
      return bytes === undefined ? { status: 404 } : { status: 200, body: new TextDecoder().decode(bytes) };
    });
    expect(pulled).toMatchObject({ ok: false, error: { code: 'limit' } });
    expect(asked.some((path) => path.includes('sha256:0000'))).toBe(false);
  });

  it('that is not there is unavailable', async () => {
    const pulled = await pullBundle(reference(`127.0.0.1:${await freePort()}/a/b`));
    expect(pulled).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  });
});

describe('parseReference', () => {
  it.each([
    ['registry.example/team/greet:1', 'https://registry.example', 'team/greet', '1'],
    ['registry.example:5000/greet', 'https://registry.example:5000', 'greet', 'latest'],
    ['localhost:5000/a/b:x', 'http://localhost:5000', 'a/b', 'x'],
    ['[::1]:5000/a:x', 'http://[::1]:5000', 'a', 'x'],
  ])('%s', (text, origin, repository, tag) => {
    expect(parseReference(text)).toEqual({ ok: true, value: { origin, repository, tag } });
  });

  it.each(['', 'greet', 'http://x/a', 'x/../a', 'x/A', 'user@x/a', 'x:99999/a', 'x/a:'])('refuses %j', (text) => {
    expect(parseReference(text)).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });
});
