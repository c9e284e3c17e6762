import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { pullBundle, pushBundle } from '../../../electron/core/sealing/registry.ts';
import type { RegistryOptions } from '../../../electron/core/sealing/registryClient.ts';
import { readChallenge } from '../../../electron/core/sealing/registryLogin.ts';
import { parseReference, type RegistryReference } from '../../../electron/core/sealing/registryReference.ts';
import { newSigner, sealed } from '../../unit/bundle/sealing.fixtures.ts';
import { hasRegistry, registryLogin, type StartedRegistry, startRegistry } from './startRegistry.ts';

function reference(text: string): RegistryReference {
  const parsed = parseReference(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on loopback that answers as told; it is gone after the test. */
async function serving(answer: Answer): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const basic = `Basic ${Buffer.from('yard:correct horse').toString('base64')}`;

/** No part of an error may say who somebody is. */
function expectNoSecret(outcome: unknown): void {
  const text = JSON.stringify(outcome);
  for (const secret of ['correct horse', 'yard"', basic.slice(6), 'the-token']) expect(text).not.toContain(secret);
}

describe.skipIf(!hasRegistry)('a registry that asks for a name and a password (docker-registry, htpasswd)', () => {
  let registry: StartedRegistry | undefined;
  let at: RegistryReference;
  beforeAll(async () => {
    registry = await startRegistry({ login: true });
    at = reference(`${registry.host}/team/greet:1`);
  });
  afterAll(() => registry?.stop());

  it('takes a bundle and gives it back', async () => {
    const bundle = sealed(newSigner());
    expect(await pushBundle(bundle, at, { login: registryLogin })).toEqual({ ok: true, value: undefined });
    const pulled = await pullBundle(at, { login: registryLogin });
    expect(pulled.ok && pulled.value.size).toBeGreaterThan(3);
  });

  it.each<[string, RegistryOptions]>([
    ['nobody', {}],
    ['a wrong password', { login: { ...registryLogin, password: 'wrong' } }],
    ['somebody else', { login: { ...registryLogin, username: 'other' } }],
  ])('lets %s not in, and is told once', async (_name, options) => {
    for (const outcome of [await pushBundle(sealed(newSigner()), at, options), await pullBundle(at, options)]) {
      expect(outcome).toMatchObject({ ok: false, error: { code: 'denied' } });
      expectNoSecret(outcome);
    }
  });
});

/** A registry that takes a token alone, and the token service that its challenge names. */
async function tokenRegistry(realm: (tokens: string) => string) {
  const asked: { url: URL; authorization: string | undefined }[] = [];
  const tokens = await serving((request, response) => {
    const url = new URL(request.url ?? '', 'http://tokens');
    asked.push({ url, authorization: request.headers.authorization });
    const known = request.headers.authorization === basic;
    response.writeHead(known ? 200 : 401).end(known ? '{"token":"the-token"}' : '');
  });
  const seen: (string | undefined)[] = [];
  const host = await serving((request, response) => {
    seen.push(request.headers.authorization);
    request.resume();
    if (request.headers.authorization === 'Bearer the-token') {
      response.writeHead(404).end();
    } else {
      const challenge = `Bearer realm="${realm(tokens)}",service="yard, and more",scope="repository:a/b:*,registry:catalog:*"`;
      response.writeHead(401, { 'www-authenticate': challenge }).end();
    }
  });
  return { at: reference(`${host}/a/b:1`), asked, seen };
}

describe('a registry that asks for a token', () => {
  it('gets one that its token service gave for the login, and for no more than is about to be done', async () => {
    const { at, asked, seen } = await tokenRegistry((tokens) => `http://${tokens}/token?given=1`);
    expect(await pullBundle(at, { login: registryLogin })).toMatchObject({ error: { code: 'not-found' } });
    expect(asked.map(({ authorization }) => authorization)).toEqual([basic]);
    expect(Object.fromEntries(asked[0]?.url.searchParams ?? [])).toEqual({
      given: '1',
      service: 'yard, and more',
      scope: 'repository:a/b:pull',
    });
    expect(seen).toEqual([undefined, 'Bearer the-token']);
  });

  it('asks its token service without a login where none was given', async () => {
    const { at, asked } = await tokenRegistry((tokens) => `http://${tokens}/token`);
    const outcome = await pullBundle(at);
    expect(outcome).toMatchObject({ error: { code: 'denied', message: expect.stringContaining('asks for a login') } });
    expect(asked.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  it.each([
    ['another host', (tokens: string) => `http://localhost.evil.example:${tokens.split(':')[1]}/token`],
    ['another host over HTTPS', () => 'https://auth.example/token'],
    ['the same host by another name', (tokens: string) => `http://localhost:${tokens.split(':')[1]}/token`],
    ['a host behind a name and password', (tokens: string) => `http://x:y@${tokens}/token`],
    ['another protocol', (tokens: string) => `ftp://${tokens}/token`],
    ['no place at all', () => 'nonsense'],
  ])('with a token service that is %s sends nothing there', async (_name, realm) => {
    const { at, asked } = await tokenRegistry(realm);
    const outcome = await pullBundle(at, { login: registryLogin });
    expect(outcome).toMatchObject({ error: { code: 'denied', message: expect.stringContaining('nothing was sent') } });
    expect(asked).toEqual([]);
    expectNoSecret(outcome);
  });

  it.each([
    ['sends elsewhere', 307, ''],
    ['gives nonsense', 200, 'nonsense'],
    ['gives what is no token', 200, '{"token":"a\\r\\nx-injected: 1"}'],
    ['fails', 500, ''],
  ])('with a token service that %s gets none', async (_name, status, body) => {
    const visited: string[] = [];
    const elsewhere = await serving((request, response) => {
      visited.push(request.url ?? '');
      response.end('{"token":"the-token"}');
    });
    const tokens = await serving((_request, response) => {
      response.writeHead(status, { location: `http://${elsewhere}/token` }).end(body);
    });
    const host = await serving((_request, response) => {
      response.writeHead(401, { 'www-authenticate': `Bearer realm="http://${tokens}/token"` }).end();
    });
    const outcome = await pullBundle(reference(`${host}/a/b`), { login: registryLogin });
    expect(outcome).toMatchObject({ error: { code: 'unavailable' } });
    expect(visited).toEqual([]);
    expectNoSecret(outcome);
  });
});

describe('a login', () => {
  it('stays away from the other host that an upload is sent to', async () => {
    const seen: (string | undefined)[] = [];
    const elsewhere = await serving((request, response) => {
      seen.push(request.headers.authorization);
      response.end();
    });
    const host = await serving((request, response) => {
      request.resume();
      if (request.headers.authorization === undefined) {
        response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
      } else if (request.method === 'POST') {
        response.writeHead(202, { location: `http://${elsewhere}/upload` }).end();
      } else {
        response.writeHead(request.method === 'HEAD' ? 404 : 307, { location: `http://${elsewhere}/x` }).end();
      }
    });
    const at = reference(`${host}/a/b`);
    expect(await pushBundle(sealed(newSigner()), at, { login: registryLogin })).toMatchObject({
      error: { code: 'denied' },
    });
    expect(await pullBundle(at, { login: registryLogin })).toMatchObject({ error: { code: 'unavailable' } });
    expect(seen).toEqual([]);
  });
});

describe('readChallenge', () => {
  it.each([
    ['Basic realm="x"', 'basic'],
    ['basic', 'basic'],
    ['Bearer realm="https://x/token"', 'bearer'],
    ['Basic realm="x", Bearer realm="https://x/token",service="y"', 'bearer'],
    ['Negotiate', null],
    ['Digest realm="Bearer of basic news"', null],
    ['', null],
    [`Bearer realm="${'x'.repeat(5_000)}"`, null],
  ])('%s', (header, scheme) => {
    expect(readChallenge(header)?.scheme ?? null).toBe(scheme);
  });
});
