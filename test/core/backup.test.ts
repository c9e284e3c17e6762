import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { coreServer } from '../../electron/core/coreServer.ts';
import { temporaryFolder, testPorts, testWorkspace } from '../store/temporaryStore.ts';
import { type TestSession, testSession } from './testSession.ts';

const passphrase = 'words that nobody guesses';

/** A core as the window asks it for a restore: without an open store. */
function idleCore() {
  const events: { name: string; data: unknown }[] = [];
  const bugs: unknown[] = [];
  const server = coreServer({
    ports: testPorts(),
    who: 'restorer',
    emit: (name, data) => void events.push({ name, data }),
    reportBug: (_where, bug) => void bugs.push(bug),
  });
  onTestFinished(() => server.close());
  const restore = (params: object) => server.answer({ id: 1, method: 'internal.restore', params });
  return { restore, events, bugs };
}

/** A workspace among others, its key in a keychain that core knows nothing of, and a backup of it. */
async function backedUp(): Promise<{ session: TestSession; backup: string; workspaces: string; destination: string }> {
  const workspaces = join(temporaryFolder(), 'workspaces');
  const destination = join(workspaces, testWorkspace.id);
  mkdirSync(destination, { recursive: true });
  writeFileSync(join(destination, 'key.json'), '{"kind":"keychain","backend":"gnome_libsecret","wrapped":"AAAA"}');
  const session = await testSession({ open: { folder: destination } });
  await session.get('document.create', { path: 'a.yaml', text: 'kept' });
  const backup = join(temporaryFolder(), 'backup');
  expect(await session.call('internal.backup', { destination: backup, passphrase })).toEqual({ ok: true, value: {} });
  return { session, backup, workspaces, destination };
}

describe('a backup of the open workspace', () => {
  test('opens with the passphrase that was given for it, name and all', async () => {
    const { session, backup, workspaces, destination } = await backedUp();
    await session.get('document.create', { path: 'later.yaml', text: 'not in it' });
    await session.close();
    const { restore, events } = idleCore();
    const answer = await restore({ backup, passphrase, workspaces });
    expect(answer).toEqual({ id: 1, value: { id: testWorkspace.id, movedAside: true } });
    expect(events.at(-1)).toEqual({ name: 'work.progress', data: { work: 'restore', text: null } });
    expect(JSON.parse(readFileSync(join(destination, 'workspace.json'), 'utf8'))).toEqual({
      name: testWorkspace.name,
      openedAt: null,
      session: false,
    });
    const restored = await testSession({ open: { folder: destination, key: { kind: 'passphrase', passphrase } } });
    expect((await restored.get('document.list', {})).map(({ path }) => path)).toEqual(['a.yaml']);
    expect(await restored.get('audit.verify', {})).toMatchObject({ intact: true });
    const actions = (await restored.get('audit.list', { limit: 3 })).map(({ action }) => action);
    expect(actions).toEqual(['workspace.open', 'workspace.restore', 'workspace.backup']);
    const aside = readdirSync(workspaces).filter((name) => name.includes('.before-restore-'));
    expect(aside.map((name) => existsSync(join(workspaces, name, 'store.db')))).toEqual([true]);
  });

  test('holds nothing in the clear and is its owner’s alone', async () => {
    const { backup } = await backedUp();
    for (const name of readdirSync(backup)) {
      const bytes = readFileSync(join(backup, name));
      for (const text of ['kept', 'a.yaml', passphrase]) expect(bytes.includes(text), `${name}: ${text}`).toBe(false);
      if (process.platform !== 'win32') expect(statSync(join(backup, name)).mode & 0o077, name).toBe(0);
    }
  });

  test('is told step by step, and is on record without the passphrase', async () => {
    const { session } = await backedUp();
    const told = session.events.filter(({ name }) => name === 'work.progress').map(({ data }) => data);
    expect(told.length).toBeGreaterThan(2);
    expect(told.at(-1)).toEqual({ work: 'backup', text: null });
    const log = JSON.stringify(await session.get('audit.list', { limit: 9 }));
    expect(log).toContain('workspace.backup');
    expect(log).not.toContain(passphrase);
  });

  test('leaves the store locked to this process', async () => {
    const { session } = await backedUp();
    const database = pathToFileURL(join(import.meta.dirname, '../../electron/store/database.ts')).href;
    const program = `import { isInUse } from ${JSON.stringify(database)}; process.exit(isInUse(process.argv[1]) ? 7 : 0);`;
    const file = join(session.folder, 'store.db');
    const args = ['--input-type=module', '-e', program, file];
    expect(spawnSync(process.execPath, args).status).toBe(7);
    await session.close();
    expect(spawnSync(process.execPath, args).status).toBe(0);
  });

  test('never takes the place of something, and says on record that it failed', async () => {
    const { session, backup } = await backedUp();
    const before = readFileSync(join(backup, 'store.db'));
    expect((await session.refused('internal.backup', { destination: backup, passphrase })).code).toBe('conflict');
    expect(readFileSync(join(backup, 'store.db')).equals(before)).toBe(true);
    const [last] = await session.get('audit.list', { limit: 1 });
    expect(last?.action).toBe('workspace.backup.failed');
  });

  test('is refused under a passphrase that would be refused for the store', async () => {
    const { session } = await backedUp();
    const destination = join(temporaryFolder(), 'weak');
    const error = await session.refused('internal.backup', { destination, passphrase: 'short' });
    expect(error.code).toBe('invalid-input');
    expect(error.message).not.toContain('short');
    expect(existsSync(destination)).toBe(false);
  });
});

describe('a restore that cannot be done', () => {
  const cases: [string, (backup: string) => object, string][] = [
    ['with a wrong passphrase', () => ({ passphrase: 'not the one' }), 'denied'],
    ['of a folder that is no backup', () => ({ backup: temporaryFolder() }), 'invalid-input'],
    [
      'of a backup without its store',
      (backup) => {
        rmSync(join(backup, 'store.db'));
        return {};
      },
      'integrity',
    ],
    [
      'of a damaged backup',
      (backup) => {
        truncateSync(join(backup, 'store.db'), 5_000);
        return {};
      },
      'integrity',
    ],
  ];
  test.each(cases)('%s touches nothing', async (_name, change, code) => {
    const { session, backup, workspaces, destination } = await backedUp();
    await session.close();
    const before = readFileSync(join(destination, 'store.db'));
    const { restore, bugs } = idleCore();
    const answer = await restore({ backup, passphrase, workspaces, ...change(backup) });
    expect(answer).toMatchObject({ error: { code } });
    expect(JSON.stringify(answer)).not.toContain('passphrase":');
    expect(readFileSync(join(destination, 'store.db')).equals(before)).toBe(true);
    expect(readdirSync(workspaces)).toEqual([testWorkspace.id]);
    expect(bugs).toEqual([]);
  });

  test('over a workspace that is open is refused', async () => {
    const { backup, workspaces } = await backedUp();
    expect(await idleCore().restore({ backup, passphrase, workspaces })).toMatchObject({ error: { code: 'conflict' } });
    expect(readdirSync(workspaces)).toEqual([testWorkspace.id]);
  });
});

test('what opening mended beside the store is said', async () => {
  const first = await testSession();
  expect(await first.call('internal.mended', {})).toEqual({ ok: true, value: { mended: null } });
  await first.close();
  truncateSync(join(first.folder, 'store.db.check'), 3);
  const again = await testSession({ open: { folder: first.folder } });
  const { mended } = ((await again.call('internal.mended', {})) as { value: { mended: string } }).value;
  expect(mended).toContain('check');
  expect((await again.get('audit.list', { limit: 9 })).map(({ action }) => action)).toContain('store.mend');
});
