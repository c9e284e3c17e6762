import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { build, builtCommandLine } from '../engine/builtEngine.ts';
import { runCommand } from './runCommand.ts';

const folder = mkdtempSync(join(tmpdir(), 'drydock-outputs-'));
const { privateKey } = generateKeyPairSync('ed25519');
const files = {
  'a.yaml': "document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }\ndo:\n  - a: { set: { x: 1 } }\n",
  'policy.yaml': 'policy: 1\n',
  'people.csv': 'name,note\nAda,kept\n',
  'key.pem': privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
};

beforeEach(() => {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  mkdirSync(join(folder, 'sub'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a file that is written', () => {
  it.each([
    ['--out names people.csv', ['mask', 'people.csv', '--out', 'people.csv']],
    ['--out names people.csv', ['mask', 'people.csv', '--out', './sub/../people.csv']],
    ['--out names policy.yaml', ['mask', 'people.csv', '--policy', 'policy.yaml', '--out', 'policy.yaml']],
    ['--out names a.yaml', ['seal', 'a.yaml', '--key', 'key.pem', '--out', 'a.yaml']],
    ['--out names key.pem', ['seal', 'a.yaml', '--key', 'key.pem', '--out', 'key.pem']],
    ['--write-baseline names a.yaml', ['check', 'a.yaml', '--write-baseline', 'a.yaml']],
    ['--write-baseline names a.yaml', ['check', '.', '--write-baseline', 'a.yaml']],
    ['--out takes the name of a file', ['mask', 'people.csv', '--out', '-']],
  ])('is none that is read: %s', async (sentence, args) => {
    const { status, errors } = await runCommand(folder, args);
    expect([status, errors]).toEqual([2, [expect.stringContaining(sentence)]]);
    for (const [name, content] of Object.entries(files)) expect(readFileSync(join(folder, name), 'utf8')).toBe(content);
  });

  it.skipIf(process.platform === 'win32')('is none that a link leads to either', async () => {
    symlinkSync('people.csv', join(folder, 'link.csv'));
    expect((await runCommand(folder, ['mask', 'people.csv', '--out', 'link.csv'])).status).toBe(2);
    expect(readFileSync(join(folder, 'people.csv'), 'utf8')).toBe(files['people.csv']);
    rmSync(join(folder, 'link.csv'));
  });

  it.each([
    ['mask', 'people.csv', '--out'],
    ['seal', 'a.yaml', '--key', 'key.pem', '--out'],
    ['check', 'a.yaml', '--write-baseline'],
  ])('cannot stand where there is no folder, or something else: %j', async (...args) => {
    for (const name of ['policy.yaml/x', 'none/x', 'sub']) {
      const { status, errors } = await runCommand(folder, [...args, name]);
      expect(status).toBe(2);
      expect(errors).toEqual([expect.stringContaining(`${name} was not written: `)]);
    }
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('a file that may only be read', () => {
  beforeAll(() => build('cli'), 120_000);

  it('is not replaced, though its folder would let it', () => {
    chmodSync(folder, 0o777);
    writeFileSync(join(folder, 'kept.csv'), 'kept');
    chmodSync(join(folder, 'kept.csv'), 0o444);
    // To root every file can be written.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const { status, stderr } = spawnSync(
      process.execPath,
      [builtCommandLine, 'mask', 'people.csv', '--out', 'kept.csv'],
      {
        cwd: folder,
        encoding: 'utf8',
        ...nobody,
      },
    );
    expect([status, stderr]).toEqual([2, 'drydock mask: kept.csv was not written: it may only be read.\n']);
    expect(readFileSync(join(folder, 'kept.csv'), 'utf8')).toBe('kept');
  });
});

describe('what a stranger handed over', () => {
  it.skipIf(process.platform === 'win32')('steers no terminal by the names in a bundle', async () => {
    mkdirSync(join(folder, 'bundle'));
    writeFileSync(join(folder, 'bundle', 'a\u001b[2J\nb'), 'x');
    const publicKey = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' });
    writeFileSync(join(folder, 'pub.pem'), publicKey);
    const { status, out } = await runCommand(folder, ['verify', 'bundle', '--root', 'pub.pem']);
    expect([status, out]).toEqual([1, "The bundle holds something that was not sealed: 'a\ufffd[2J b'.\n"]);
    rmSync(join(folder, 'bundle'), { recursive: true });
  });

  it.skipIf(process.platform === 'win32')('is named where it cannot be read, and links are followed', async () => {
    writeFileSync(
      join(folder, 'pub.pem'),
      generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }),
    );
    await runCommand(folder, ['seal', 'a.yaml', '--key', 'key.pem', '--out', 'a.tar']);
    symlinkSync('a.tar', join(folder, 'latest.tar'));
    const verify = (...args: string[]) => runCommand(folder, ['verify', ...args]);
    expect((await verify('latest.tar', '--root', 'pub.pem')).out).toContain('no key that you trust');
    expect((await verify('none.tar', '--root', 'pub.pem')).errors).toEqual(['drydock verify: none.tar does not exist']);
    expect((await verify('key.pem', '--root', 'pub.pem')).errors).toEqual([
      expect.stringMatching(/^drydock verify: key\.pem: /),
    ]);
    expect((await verify('a.tar', '--root', 'a.yaml')).errors).toEqual([
      expect.stringMatching(/^drydock verify: a\.yaml: /),
    ]);
    expect((await runCommand(folder, ['push', 'none.tar', '127.0.0.1:9/x:1'])).errors).toEqual([
      'drydock push: none.tar does not exist',
    ]);
    expect((await runCommand(folder, ['audit', 'verify', 'a.yaml'])).errors).toEqual([
      expect.stringMatching(/^drydock audit: a\.yaml: /),
    ]);
  });
});
