import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drydock } from './builtCommand.ts';
import { runCommand } from './runCommand.ts';

let folder = '';
const run = (...args: string[]) => drydock(folder, args);

const head = 'document:\n  dsl: 1.0.3\n  namespace: t\n  name: greet\n  version: 1.0.0\n';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-seal-'));
  for (const name of ['signer', 'other']) {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    await writeFile(join(folder, `${name}.key`), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await writeFile(join(folder, `${name}.pem`), publicKey.export({ type: 'spki', format: 'pem' }));
  }
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  await writeFile(join(folder, 'rsa.key'), rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await writeFile(
    join(folder, 'greet.yaml'),
    `${head}do:\n  - hello:\n      set:\n        text: '\${ "Hello " + .name }'\n`,
  );
  await writeFile(join(folder, 'greet.plain.scenario.yaml'), 'input: { name: Ada }\nexpect: { status: completed }\n');
  await writeFile(join(folder, 'blocked.yaml'), `${head}do:\n  - hello:\n      cal: http\n`);
  await mkdir(join(folder, 'empty'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('drydock seal and verify', () => {
  it('seal a definition with the trace of its scenario, and verify it', async () => {
    const sealed = await run('seal', 'greet.yaml', '--key', 'signer.key', '--out', 'greet.drydock.tar');
    expect(sealed).toMatchObject({ status: 0, errors: '' });
    expect(sealed.out).toMatch(/^sha256:[0-9a-f]{64}\n$/);
    const verified = await run('verify', 'greet.drydock.tar', '--root', 'signer.pem');
    expect(verified.status).toBe(0);
    expect(verified.out).toContain(sealed.out.trim());
    expect(verified.out).toContain('evidence/greet.plain.scenario.yaml.trace.json');
  });

  it('refuse a bundle with a changed byte, and one that a stranger signed', async () => {
    const archive = await readFile(join(folder, 'greet.drydock.tar'));
    const at = archive.indexOf('"Hello "');
    archive[at + 1] = (archive[at + 1] ?? 0) ^ 1;
    await writeFile(join(folder, 'changed.tar'), archive);
    const changed = await run('verify', 'changed.tar', '--root', 'signer.pem', '--format', 'json');
    expect(changed.status).toBe(1);
    expect(JSON.parse(changed.out)).toMatchObject({ verified: false, summary: expect.stringContaining('changed') });
    const stranger = await run('verify', 'greet.drydock.tar', '--root', 'other.pem');
    expect(stranger).toMatchObject({ status: 1, out: expect.stringContaining('no key that you trust') });
  });

  it('seal the files that a scenario names, and say which expectation failed', async () => {
    await mkdir(join(folder, 'files'));
    await writeFile(join(folder, 'files', 'greet.yaml'), await readFile(join(folder, 'greet.yaml')));
    await writeFile(join(folder, 'files', 'in.json'), '{ "name": "Ada" }');
    const scenario = 'inputFile: in.json\nexpect: { output: { text: Hello Eve } }\n';
    await writeFile(join(folder, 'files', 'greet.file.scenario.yaml'), scenario);
    const sealed = await run('seal', 'files/greet.yaml', '--key', 'signer.key', '--out', 'files.tar');
    expect(sealed).toMatchObject({ status: 0, errors: '' });
    const verified = await run('verify', 'files.tar', '--root', 'signer.pem');
    expect(verified.out).toContain('files/in.json\n');
    const signature = /"payload":"([^"]+)"/.exec(await readFile(join(folder, 'files.tar'), 'utf8'))?.[1] ?? '';
    expect(Buffer.from(signature, 'base64').toString()).toContain('"failed":["output"],"passed":false');
  });

  it('seal the workflow beside it that a definition runs, and rehearse with it', async () => {
    await mkdir(join(folder, 'parent'));
    const text = (name: string, task: string): string =>
      `document: { dsl: 1.0.3, namespace: test, name: ${name}, version: 1.0.0 }\ndo:\n  - one: ${task}\n`;
    const runs = '{ run: { workflow: { namespace: test, name: child, version: 1.0.0 } } }';
    await writeFile(join(folder, 'parent', 'parent.yaml'), text('parent', runs));
    await writeFile(join(folder, 'parent', 'child.yaml'), text('child', '{ set: { of: child } }'));
    await writeFile(join(folder, 'parent', 'stranger.yaml'), text('stranger', '{ set: { of: child } }'));
    await writeFile(join(folder, 'parent', 'parent.a.scenario.yaml'), 'expect: { output: { of: child } }\n');
    expect(await run('seal', 'parent/parent.yaml', '--key', 'signer.key', '--out', 'parent.tar')).toMatchObject({
      status: 0,
    });
    const bundle = await readFile(join(folder, 'parent.tar'), 'utf8');
    const signature = /"payload":"([^"]+)"/.exec(bundle)?.[1] ?? '';
    expect(Buffer.from(signature, 'base64').toString()).toContain('"passed":true');
    const { out } = await run('verify', 'parent.tar', '--root', 'signer.pem');
    expect(out).toContain('parent/child.yaml\n');
    expect(out).not.toContain('stranger');
  });

  it('verify a layout that the system’s tar unpacked', async () => {
    await mkdir(join(folder, 'unpacked'));
    execFileSync('tar', ['xf', 'greet.drydock.tar', '-C', 'unpacked'], { cwd: folder });
    expect(await run('verify', 'unpacked', '--root', 'signer.pem')).toMatchObject({ status: 0 });
  });

  it('hold back what has an unresolved error', async () => {
    const blocked = await run('seal', 'blocked.yaml', '--key', 'signer.key', '--out', 'blocked.tar');
    expect(blocked).toMatchObject({ status: 1, errors: expect.stringContaining('Not sealed') });
    await expect(readFile(join(folder, 'blocked.tar'))).rejects.toThrow();
  });

  it('say that the bundle cannot be written', async () => {
    const sealed = await run('seal', 'greet.yaml', '--key', 'signer.key', '--out', 'no/such/x.tar');
    expect(sealed).toMatchObject({ status: 2, errors: expect.stringContaining('not written') });
  });

  it.each([
    [['seal'], 'at least one definition'],
    [['seal', 'greet.yaml', '--key', 'missing.key', '--out', 'x.tar'], 'does not exist'],
    [['seal', 'greet.yaml', '--key', 'rsa.key', '--out', 'x.tar'], 'Ed25519'],
    [['seal', 'greet.yaml', 'greet.yaml', '--key', 'signer.key', '--out', 'x.tar'], 'twice'],
    [['seal', 'missing.yaml', '--key', 'signer.key', '--out', 'x.tar'], 'missing.yaml'],
    [['verify', 'greet.yaml', '--root', 'signer.pem'], 'not a sealed bundle'],
    [['verify', 'empty', '--root', 'signer.pem'], 'not a sealed bundle'],
    [['verify', 'missing.tar', '--root', 'signer.pem'], 'does not exist'],
    [['verify', 'greet.drydock.tar', '--root', 'greet.yaml'], 'public keys'],
    [['verify', 'greet.drydock.tar'], '--root'],
    [['push', 'greet.drydock.tar', 'nonsense'], 'host[:port]'],
    [['pull', '127.0.0.1:1/a/b:1', '--out', 'x.tar'], 'does not answer'],
  ])('%j cannot run, and says why in one line', async (args, words) => {
    const { status, errors } = await runCommand(folder, args);
    expect({ status, lines: errors.length }).toEqual({ status: 2, lines: 1 });
    expect(errors[0]).toContain(words);
  });
});
