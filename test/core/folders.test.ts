import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { temporaryFolder } from '../store/temporaryStore.ts';
import { type TestSession, testSession } from './testSession.ts';

/** A folder of definitions on disk. */
function definitions(files: Record<string, string>): string {
  // Below a hidden folder, as many a checkout is: what counts is what is hidden inside.
  const folder = join(temporaryFolder(), '.work', 'shop');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function linked(files: Record<string, string>): Promise<{ session: TestSession; folder: string }> {
  const session = await testSession();
  const folder = definitions(files);
  expect(await session.call('internal.linkFolder', { folder })).toMatchObject({ ok: true });
  return { session, folder };
}

async function stateOf({ get }: TestSession, path: string): Promise<string | null | undefined> {
  return (await get('document.list', {})).find((entry) => entry.path === path)?.link;
}

/** Waits until the watcher has told of this document. */
function told({ events }: TestSession, path: string): Promise<void> {
  return vi.waitFor(
    () => expect(JSON.stringify(events.filter(({ name }) => name === 'document.changed'))).toContain(path),
    { timeout: 20_000 },
  );
}

test('definitions become documents under the name of their folder', async () => {
  const { session } = await linked({
    'a.yaml': 'a: 1',
    'sub/b.json': '{}',
    'notes.txt': 'no definition',
    '.git/c.yaml': 'hidden',
    '.hidden.yaml': 'hidden',
    'node_modules/d.yaml': 'not ours',
  });
  expect(await session.get('document.list', {})).toMatchObject([
    { path: 'shop/a.yaml', link: 'same' },
    { path: 'shop/sub/b.json', link: 'same' },
  ]);
});

test('what is there already is not mixed with the folder', async () => {
  const session = await testSession();
  await session.get('document.create', { path: 'shop/a.yaml', text: 'mine' });
  await session.call('internal.linkFolder', { folder: definitions({ 'a.yaml': 'theirs' }) });
  expect(await session.get('document.read', { path: 'shop/a.yaml' })).toMatchObject({ text: 'mine', link: null });
  expect(await session.get('document.read', { path: 'shop-2/a.yaml' })).toMatchObject({ text: 'theirs' });
});

test('a link to a place outside is not followed', async () => {
  const session = await testSession();
  const folder = definitions({ 'a.yaml': 'a' });
  const outside = definitions({ 'secret.yaml': 'outside' });
  symlinkSync(join(outside, 'secret.yaml'), join(folder, 'link.yaml'));
  symlinkSync(outside, join(folder, 'linked'));
  await session.call('internal.linkFolder', { folder });
  expect(await session.get('document.list', {})).toMatchObject([{ path: 'shop/a.yaml' }]);
});

test('linking again takes in what is new and leaves the rest', async () => {
  const { session, folder } = await linked({ 'a.yaml': 'a' });
  await session.get('document.save', {
    path: 'shop/a.yaml',
    text: 'edited',
    base: (await session.get('document.read', { path: 'shop/a.yaml' })).revision,
  });
  writeFileSync(join(folder, 'b.yaml'), 'b');
  await session.call('internal.linkFolder', { folder });
  expect(await session.get('document.read', { path: 'shop/a.yaml' })).toMatchObject({ text: 'edited' });
  expect(await session.get('document.read', { path: 'shop/b.yaml' })).toMatchObject({ text: 'b' });
});

describe('a change on disk', () => {
  test('is told, shown and taken in when the person says so', async () => {
    const { session, folder } = await linked({ 'a.yaml': 'one' });
    writeFileSync(join(folder, 'a.yaml'), 'two');
    await told(session, 'shop/a.yaml');
    expect(await stateOf(session, 'shop/a.yaml')).toBe('disk-changed');
    expect(await session.get('folder.readDisk', { path: 'shop/a.yaml' })).toEqual({ text: 'two' });
    const taken = await session.get('folder.resolve', { path: 'shop/a.yaml', take: 'reload' });
    expect(taken).toMatchObject({ text: 'two', link: 'same' });
    expect(await session.get('document.revisions', { path: 'shop/a.yaml' })).toHaveLength(2);
  });

  test('is asked about once: what was turned down is not asked again', async () => {
    const { session, folder } = await linked({ 'a.yaml': 'one' });
    writeFileSync(join(folder, 'a.yaml'), 'two');
    await told(session, 'shop/a.yaml');
    await session.get('folder.resolve', { path: 'shop/a.yaml', take: 'keep' });
    expect(await stateOf(session, 'shop/a.yaml')).toBe('same');
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe('two');
    await session.call('internal.linkFolder', { folder });
    expect(await stateOf(session, 'shop/a.yaml')).toBe('same');
  });

  test('with typing here is both-changed, and reloading keeps what was typed as a revision', async () => {
    const { session, folder } = await linked({ 'a.yaml': 'one' });
    const { revision } = await session.get('document.read', { path: 'shop/a.yaml' });
    await session.get('document.draft', { path: 'shop/a.yaml', text: 'typed', base: revision });
    writeFileSync(join(folder, 'a.yaml'), 'two');
    await told(session, 'shop/a.yaml');
    expect(await stateOf(session, 'shop/a.yaml')).toBe('both-changed');
    await session.get('folder.resolve', { path: 'shop/a.yaml', take: 'reload' });
    const revisions = await session.get('document.revisions', { path: 'shop/a.yaml' });
    const texts = await Promise.all(
      revisions.map(({ digest }) => session.get('document.readRevision', { path: 'shop/a.yaml', digest })),
    );
    expect(texts.map(({ text }) => text)).toEqual(['two', 'typed', 'one']);
  });

  test('that makes both the same asks nothing', async () => {
    const { session, folder } = await linked({ 'a.yaml': 'one' });
    const { revision } = await session.get('document.read', { path: 'shop/a.yaml' });
    await session.get('document.save', { path: 'shop/a.yaml', text: 'two', base: revision });
    writeFileSync(join(folder, 'a.yaml'), 'two');
    await told(session, 'shop/a.yaml');
    expect(await stateOf(session, 'shop/a.yaml')).toBe('same');
  });

  test('that happened while nothing was open is found', async () => {
    const { session, folder } = await linked({ 'a.yaml': 'one' });
    await session.close();
    writeFileSync(join(folder, 'a.yaml'), 'two');
    const again = await testSession({ open: { folder: session.folder } });
    await told(again, 'shop/a.yaml');
    expect(await stateOf(again, 'shop/a.yaml')).toBe('disk-changed');
  });

  test('a removed file is missing, and its document stays', async () => {
    const { session, folder } = await linked({ 'a.yaml': 'one' });
    rmSync(join(folder, 'a.yaml'));
    await told(session, 'shop/a.yaml');
    expect(await session.get('document.read', { path: 'shop/a.yaml' })).toMatchObject({ text: 'one', link: 'missing' });
    expect((await session.refused('folder.resolve', { path: 'shop/a.yaml', take: 'reload' })).code).toBe('not-found');
    expect(await session.get('folder.resolve', { path: 'shop/a.yaml', take: 'keep' })).toMatchObject({ link: null });
  });
});

test('a folder that is not there is one clear sentence', async () => {
  const session = await testSession();
  expect(await session.refused('internal.linkFolder', { folder: join(session.folder, 'none') })).toMatchObject({
    code: 'not-found',
  });
});
