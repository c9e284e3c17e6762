import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../shared/base/digest.ts';
import { testSession } from './testSession.ts';

const base64 = (content: string | Uint8Array): string => Buffer.from(content).toString('base64');

describe('saving', () => {
  test('a deliberate revision clears the draft, and the one before it stays', async () => {
    const { get } = await testSession();
    const first = await get('document.create', { path: 'a.yaml', text: 'one' });
    await get('document.draft', { path: 'a.yaml', text: 'one and', base: first.revision });
    const second = await get('document.save', { path: 'a.yaml', text: 'one and two', base: first.revision });
    expect(second).toMatchObject({ text: 'one and two', draft: null, revision: digestOf('one and two') });
    const revisions = await get('document.revisions', { path: 'a.yaml' });
    expect(revisions).toMatchObject([
      { digest: digestOf('one and two'), by: 'tester', length: 11 },
      { digest: digestOf('one'), by: 'tester', length: 3 },
    ]);
    expect(await get('document.readRevision', { path: 'a.yaml', digest: digestOf('one') })).toEqual({ text: 'one' });
  });

  test('is refused where another revision came in between, and the draft stays', async () => {
    const { get, refused } = await testSession();
    const first = await get('document.create', { path: 'a.yaml', text: 'one' });
    await get('document.save', { path: 'a.yaml', text: 'two', base: first.revision });
    await get('document.draft', { path: 'a.yaml', text: 'typed', base: first.revision });
    const error = await refused('document.save', { path: 'a.yaml', text: 'three', base: first.revision });
    expect(error.code).toBe('conflict');
    expect(await get('document.read', { path: 'a.yaml' })).toMatchObject({ text: 'two', draft: { text: 'typed' } });
  });

  test('the same text again makes no new revision', async () => {
    const { get } = await testSession();
    const { revision } = await get('document.create', { path: 'a.yaml', text: 'one' });
    await get('document.save', { path: 'a.yaml', text: 'one', base: revision });
    expect(await get('document.revisions', { path: 'a.yaml' })).toHaveLength(1);
  });
});

test('many drafts never remove a deliberate revision', async () => {
  const { get } = await testSession();
  const { revision } = await get('document.create', { path: 'a.yaml', text: 'one' });
  for (let count = 0; count < 30; count += 1) {
    await get('document.draft', { path: 'a.yaml', text: `typed ${count}`, base: revision });
  }
  expect(await get('document.list', {})).toMatchObject([{ path: 'a.yaml', revision, hasDraft: true, link: null }]);
  expect(await get('document.discardDraft', { path: 'a.yaml' })).toMatchObject({ text: 'one', draft: null });
});

test('a draft that is the saved text again is no draft', async () => {
  const { get } = await testSession();
  const { revision } = await get('document.create', { path: 'a.yaml', text: 'one' });
  await get('document.draft', { path: 'a.yaml', text: 'two', base: revision });
  await get('document.draft', { path: 'a.yaml', text: 'one', base: revision });
  expect((await get('document.read', { path: 'a.yaml' })).draft).toBeNull();
});

test('kinds are told by name', async () => {
  const { get } = await testSession();
  const kinds: Record<string, string> = {
    'orders.yaml': 'workflow',
    'b/orders.json': 'workflow',
    'orders.happy.scenario.yaml': 'scenario',
    'pets.stubs.yml': 'stubs',
    'policy.yaml': 'policy',
    'notes.txt': 'other',
  };
  for (const path of Object.keys(kinds)) await get('document.create', { path, text: '' });
  const listed = await get('document.list', {});
  expect(Object.fromEntries(listed.map(({ path, kind }) => [path, kind]))).toEqual(kinds);
});

test('renaming keeps revisions and draft, and never takes the name of another', async () => {
  const { get, refused } = await testSession();
  const { revision } = await get('document.create', { path: 'a.yaml', text: 'one' });
  await get('document.draft', { path: 'a.yaml', text: 'typed', base: revision });
  await get('document.create', { path: 'b.yaml', text: 'two' });
  expect((await refused('document.rename', { path: 'a.yaml', to: 'b.yaml' })).code).toBe('conflict');
  expect(await get('document.rename', { path: 'a.yaml', to: 'c.yaml' })).toMatchObject({
    path: 'c.yaml',
    revision,
    draft: { text: 'typed' },
  });
  expect((await refused('document.read', { path: 'a.yaml' })).code).toBe('not-found');
});

test('a deleted document is gone, and its name is free', async () => {
  const { get, refused } = await testSession();
  await get('document.create', { path: 'a.yaml', text: 'one' });
  await get('document.delete', { path: 'a.yaml' });
  expect((await refused('document.revisions', { path: 'a.yaml' })).code).toBe('not-found');
  expect(await get('document.create', { path: 'a.yaml', text: 'two' })).toMatchObject({ text: 'two' });
});

describe('importing', () => {
  test.each([
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x61, 0]), 'invalid-input'],
    ['a binary', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0]), 'invalid-input'],
    ['broken UTF-8', new Uint8Array([0x61, 0xc3, 0x28]), 'invalid-input'],
    ['9 MiB', new Uint8Array(9 * 1024 * 1024).fill(0x61), 'limit'],
  ])('%s is refused with one sentence', async (_name, bytes, code) => {
    const { get, refused } = await testSession();
    expect((await refused('document.import', { name: 'a.yaml', bytes: base64(bytes) })).code).toBe(code);
    expect(await get('document.list', {})).toEqual([]);
  });

  test('the same file again is the same document, another of its name a conflict', async () => {
    const { get, refused } = await testSession();
    const first = await get('document.import', { name: 'a.yaml', bytes: base64('one') });
    expect(await get('document.import', { name: 'a.yaml', bytes: base64('one') })).toEqual(first);
    expect((await refused('document.import', { name: 'a.yaml', bytes: base64('two') })).code).toBe('conflict');
  });

  test.each(['../a.yaml', 'a/b.yaml', '..', 'a\u0000.yaml'])('%j is no name for a document', async (name) => {
    const { refused } = await testSession();
    expect((await refused('document.import', { name, bytes: base64('one') })).code).toBe('invalid-input');
  });

  test('a file that was picked comes in, and goes out as it was', async () => {
    const { call, folder } = await testSession();
    const file = join(folder, 'picked.yaml');
    writeFileSync(file, 'picked\n');
    expect(await call('internal.importFile', { file })).toMatchObject({ ok: true, value: { path: 'picked.yaml' } });
    const out = join(folder, 'out.yaml');
    expect(await call('internal.exportFile', { path: 'picked.yaml', file: out })).toMatchObject({ ok: true });
    expect(readFileSync(out, 'utf8')).toBe('picked\n');
  });

  test('what is no ordinary file is refused', async () => {
    const { refused, folder } = await testSession();
    expect((await refused('internal.importFile', { file: folder })).code).toMatch(/invalid-input|not-found/);
    expect((await refused('internal.importFile', { file: join(folder, 'none') })).code).toBe('not-found');
  });
});

test('settings keep what is given and default the rest', async () => {
  const { get, refused } = await testSession();
  expect(await get('settings.read', {})).toMatchObject({ theme: 'system', recentDocuments: [] });
  await get('settings.write', { theme: 'dark' });
  expect(await get('settings.write', { editorFontSize: 16 })).toMatchObject({ theme: 'dark', editorFontSize: 16 });
  expect((await refused('settings.write', { theme: 'pink' })).code).toBe('invalid-input');
});
