import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasRegistry, registryLogin, type StartedRegistry, startRegistry } from '../core/sealing/startRegistry.ts';
import { runCommand } from './runCommand.ts';

const folder = mkdtempSync(join(tmpdir(), 'drydock-push-'));
const definition =
  'document:\n  dsl: 1.0.3\n  namespace: t\n  name: greet\n  version: 1.0.0\ndo:\n  - a:\n      set: { b: 1 }\n';

beforeAll(async () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(join(folder, 'signer.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(join(folder, 'greet.yaml'), definition);
  writeFileSync(join(folder, 'password'), `${registryLogin.password}\n`);
  writeFileSync(join(folder, 'empty'), '\n');
  const sealed = await runCommand(folder, ['seal', 'greet.yaml', '--key', 'signer.key', '--out', 'greet.tar']);
  expect(sealed).toMatchObject({ status: 0, errors: [] });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const withLogin = ['--username', registryLogin.username, '--password-file'];

describe.skipIf(!hasRegistry)('a registry that asks for a login (docker-registry, htpasswd)', () => {
  let registry: StartedRegistry | undefined;
  let reference = '';
  beforeAll(async () => {
    registry = await startRegistry({ login: true });
    reference = `${registry.host}/team/greet:1`;
  });
  afterAll(() => registry?.stop());

  test('gets the bundle and gives it back, byte for byte', async () => {
    const pushed = await runCommand(folder, ['push', 'greet.tar', reference, ...withLogin, 'password']);
    expect(pushed).toMatchObject({ status: 0, errors: [] });
    const args = ['pull', reference, '--out', 'pulled.tar', ...withLogin, '-'];
    expect(await runCommand(folder, args, registryLogin.password)).toMatchObject({ status: 0, out: pushed.out });
    expect(readFileSync(join(folder, 'pulled.tar')).equals(readFileSync(join(folder, 'greet.tar')))).toBe(true);
  });

  test('lets nobody in without one, and no line says what was tried', async () => {
    const bare = await runCommand(folder, ['push', 'greet.tar', reference]);
    expect(bare).toMatchObject({ status: 2, errors: [expect.stringContaining('asks for a login')] });
    const wrong = await runCommand(folder, ['push', 'greet.tar', reference, ...withLogin, '-'], 'not the password');
    expect(wrong.status).toBe(2);
    expect(wrong.errors.join()).not.toContain('not the password');
    expect(wrong.errors.join()).not.toContain(registryLogin.username);
  });
});

test.each([
  [['--username', 'yard']],
  [['--password-file', 'password']],
  [['--username', 'ya:rd', '--password-file', 'password']],
  [['--username', 'yard', '--password-file', 'empty']],
  [['--username', 'yard', '--password-file', 'none']],
  [['--username', 'yard', '--password', 'secret']],
])('%j is no login, and nothing is connected', async (flags) => {
  const { status, errors } = await runCommand(folder, ['push', 'greet.tar', '127.0.0.1:1/a/b', ...flags]);
  expect(status).toBe(2);
  expect(errors).toEqual([expect.stringMatching(/^drydock push: (?!.*does not answer)[^\n]+$/)]);
});
