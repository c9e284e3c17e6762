import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testSession } from '../core/testSession.ts';
import { temporaryFolder } from '../store/temporaryStore.ts';
import { runCommand } from './runCommand.ts';

const passphrase = 'correct horse battery';

/** A folder with two closed workspaces of one passphrase: wrapping a key takes long on purpose, so they are made once. */
let template = '';

beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'drydock-bad-stores-'));
  writeFileSync(join(template, 'pass'), `${passphrase}\n`);
  for (const [index, name] of ['shop', 'other'].entries()) {
    mkdirSync(join(template, name));
    const key = { kind: 'key', key: Buffer.alloc(32, index + 1).toString('base64') } as const;
    const session = await testSession({ open: { folder: join(template, name), key } });
    await session.get('document.create', { path: 'a.yaml', text: 'kept' });
    await session.call('internal.protect', { passphrase });
    await session.close();
  }
});
afterAll(() => rmSync(template, { recursive: true, force: true }));

describe.each([['audit', 'verify'], ['backup']])('%s', (...verb) => {
  test.each([
    ['a truncated store', (shop: string) => truncateSync(join(shop, 'store.db'), 5_000)],
    ['an empty store', (shop: string) => truncateSync(join(shop, 'store.db'), 0)],
    [
      'a plain file in its place',
      (shop: string) => writeFileSync(join(shop, 'store.db'), 'no database '.repeat(1_000)),
    ],
    [
      'the key of another store',
      (shop: string) => copyFileSync(join(shop, '../other/key.json'), join(shop, 'key.json')),
    ],
    ['a damaged key file', (shop: string) => writeFileSync(join(shop, 'key.json'), '{"kind":')],
  ])('says one sentence about %s and leaves it as it is', async (_, damage) => {
    const folder = temporaryFolder();
    cpSync(template, folder, { recursive: true });
    const shop = join(folder, 'shop');
    damage(shop);
    const before = readFileSync(join(shop, 'store.db'));
    const { status, errors } = await runCommand(folder, [...verb, 'shop', '--passphrase-file', 'pass']);
    expect(status).toBe(2);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/^drydock [^\n]{20,300}$/);
    expect(readFileSync(join(shop, 'store.db')).equals(before)).toBe(true);
  });
});
