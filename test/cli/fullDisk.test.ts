import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testSession } from '../core/testSession.ts';
import { runCommand } from './runCommand.ts';

const mebibyte = 1024 * 1024;
const passphrase = 'correct horse battery';
const folder = mkdtempSync(join(tmpdir(), 'drydock-full-'));
/** A disk of its own, of which the test leaves next to nothing. */
const disk = join(folder, 'disk');
mkdirSync(disk);
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]).status === 0;
if (!isMounted) process.stdout.write('skipped: this account cannot mount a small disk\n');

const definition = `document:\n  dsl: 1.0.3\n  namespace: t\n  name: greet\n  version: 1.0.0
do:\n  - hello:\n      set:\n        text: "${'x'.repeat(200_000)}"\n`;

beforeAll(async () => {
  if (!isMounted) return;
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(join(folder, 'signer.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(join(folder, 'greet.yaml'), definition);
  const rows = Array.from({ length: 4_000 }, (_, index) => ({ name: `Ada ${index}`, note: 'x'.repeat(60) }));
  writeFileSync(join(folder, 'people.json'), JSON.stringify(rows));
  writeFileSync(join(folder, 'pass'), `${passphrase}\n`);
  const session = await testSession({ open: { folder: join(folder, 'shop') } });
  await session.get('document.create', { path: 'a.yaml', text: 'x'.repeat(400_000) });
  await session.call('internal.protect', { passphrase });
  await session.close();
});
afterAll(() => {
  if (isMounted) spawnSync('umount', ['-l', disk]);
  rmSync(folder, { recursive: true, force: true });
});

/** Leaves about 100 KiB: room to begin, and not to finish. */
beforeEach(() => {
  if (!isMounted) return;
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, 'filler'), Buffer.alloc(bavail * bsize - 100 * 1024));
});
afterEach(() => {
  for (const name of readdirSync(disk)) rmSync(join(disk, name), { recursive: true });
});

describe.skipIf(!isMounted)('on a full disk', () => {
  test.each([
    ['seal', ['greet.yaml', '--key', 'signer.key', '--out', 'disk/out.tar']],
    ['mask', ['people.json', '--out', 'disk/out.json']],
    ['backup', ['shop', '--out', 'disk/out', '--passphrase-file', 'pass']],
  ])('%s says one sentence and leaves nothing half done', async (verb, args) => {
    const { status, out, errors } = await runCommand(folder, [verb, ...args]);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(errors).toEqual([expect.stringMatching(new RegExp(`^drydock ${verb}: [^\\n]*disk is full[^\\n]*\\.$`))]);
    expect(readdirSync(disk)).toEqual(['filler']);
    rmSync(join(disk, 'filler'));
    expect(await runCommand(folder, [verb, ...args])).toMatchObject({ status: 0, errors: [] });
  });

  test('what a file was before is there still', async () => {
    writeFileSync(join(disk, 'filler'), Buffer.alloc(mebibyte));
    const args = ['mask', 'people.json', '--out', 'disk/out.json'];
    expect(await runCommand(folder, args)).toMatchObject({ status: 0 });
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(join(disk, 'filler'), Buffer.alloc(mebibyte + bavail * bsize - 8 * 1024));
    const before = readdirSync(disk);
    expect(await runCommand(folder, args)).toMatchObject({ status: 2 });
    expect(readdirSync(disk)).toEqual(before);
  });

  test('a restore puts nothing in place of what is there', async () => {
    rmSync(join(disk, 'filler'));
    const made = await runCommand(folder, ['backup', 'shop', '--out', 'disk/copy', '--passphrase-file', 'pass']);
    expect(made.status).toBe(0);
    mkdirSync(join(disk, 'shop'));
    writeFileSync(join(disk, 'shop', 'workspace.json'), 'mine');
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(join(disk, 'filler'), Buffer.alloc(bavail * bsize - 100 * 1024));
    const args = ['restore', 'disk/copy', '--to', 'disk/shop', '--passphrase-file', 'pass'];
    const { status, errors } = await runCommand(folder, args);
    expect(status).toBe(2);
    expect(errors).toEqual([expect.stringMatching(/^drydock restore: [^\n]*disk is full[^\n]*\.$/)]);
    expect(readdirSync(disk).sort()).toEqual(['copy', 'filler', 'shop']);
    expect(readdirSync(join(disk, 'shop'))).toEqual(['workspace.json']);
  });
});
