import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readKeyFile, writeKeyFile } from '../../electron/core/keys/keyFile.ts';
import { storeKey } from '../../electron/core/keys/storeKey.ts';
import { systemPorts } from '../../electron/core/systemPorts.ts';

const passphrase = 'correct horse bättery';
const bytes = Uint8Array.from({ length: 32 }, (_, index) => index);
let folder: string;
let written: string;

/** A key file with this text. */
function fileWith(text: string): string {
  const file = join(folder, 'changed.json');
  writeFileSync(file, text);
  return file;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'drydock-key-'));
  await writeKeyFile(join(folder, 'key.json'), storeKey(bytes.slice()), passphrase, systemPorts);
  written = readFileSync(join(folder, 'key.json'), 'utf8');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the passphrase gives the key back, however its accents were typed', async () => {
  for (const typed of [passphrase.normalize('NFC'), passphrase.normalize('NFD')]) {
    const key = await readKeyFile(join(folder, 'key.json'), typed);
    expect(key.ok && key.value.use((unwrapped) => [...unwrapped])).toEqual([...bytes]);
  }
});

test('a session that ends while the key is wrapped leaves the key file as it is', async () => {
  const file = fileWith(written);
  const key = storeKey(bytes.slice());
  const writing = writeKeyFile(file, key, 'another passphrase', systemPorts);
  key.wipe();
  await expect(writing).rejects.toThrow('wiped');
  expect(readFileSync(file, 'utf8')).toBe(written);
});

test('another passphrase is denied', async () => {
  const key = await readKeyFile(join(folder, 'key.json'), 'correct horse battery');
  expect(key).toMatchObject({ ok: false, error: { code: 'denied' } });
});

test('the file names Argon2id with the costs of RFC 9106 and shows neither key nor passphrase', () => {
  expect(JSON.parse(written)).toMatchObject({
    kind: 'passphrase',
    argon2id: { memory: 65_536, passes: 3, parallelism: 4 },
  });
  expect(written).not.toContain(Buffer.from(bytes).toString('base64'));
  expect(written).not.toContain(passphrase);
});

test.each([
  ['cut off', (text: string) => text.slice(0, 60)],
  ['asking for all memory', (text: string) => text.replace('65536', '1073741824')],
  ['asking for hours', (text: string) => text.replace('"passes": 3', '"passes": 3000')],
  ['asking for next to nothing', (text: string) => text.replace('65536', '8')],
  ['of another version', (text: string) => text.replace('"version": 1', '"version": 2')],
  ['too large', (text: string) => text + ' '.repeat(10_000)],
  ['a list', () => '[]'],
])('a key file that is %s is told as damage', async (_what, change) => {
  const key = await readKeyFile(fileWith(change(written)), passphrase);
  expect(key).toMatchObject({ ok: false, error: { code: 'integrity' } });
});

test('a key that the keychain keeps says so, and a missing file too', async () => {
  const keychain = fileWith(JSON.stringify({ kind: 'keychain', backend: 'gnome_libsecret', wrapped: 'AAAA' }));
  expect(await readKeyFile(keychain, passphrase)).toMatchObject({ ok: false, error: { code: 'denied' } });
  expect(await readKeyFile(join(folder, 'none.json'), passphrase)).toMatchObject({ error: { code: 'not-found' } });
});
