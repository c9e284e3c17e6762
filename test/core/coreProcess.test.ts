import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeFrame } from '../../shared/base/frame.ts';
import { type CoreProcess, openRequest, startCore } from './coreProcess.ts';

let folder: string;
const started: CoreProcess[] = [];

function start(): CoreProcess {
  const core = startCore();
  started.push(core);
  return core;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drydock-core-'));
});

afterEach(async () => {
  for (const core of started.splice(0)) {
    core.child.kill('SIGKILL');
    await core.ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

test('answers nothing before the store is open', async () => {
  const core = start();
  expect(await core.call('document.list', {})).toMatchObject({ error: { code: 'unavailable' } });
});

test('keeps a document from one process to the next', async () => {
  const first = start();
  expect(await first.call('internal.open', openRequest(folder))).toMatchObject({ value: {} });
  const created = await first.call('document.create', { path: 'a.yaml', text: 'do: []\n' });
  expect(created).toMatchObject({ value: { path: 'a.yaml', kind: 'workflow', text: 'do: []\n', draft: null } });
  expect(await first.call('internal.close', {})).toMatchObject({ value: {} });

  const second = start();
  await second.call('internal.open', openRequest(folder));
  expect(await second.call('document.read', { path: 'a.yaml' })).toMatchObject({ value: { text: 'do: []\n' } });
});

test('a draft that was answered survives kill -9, and the saved revision with it', async () => {
  const first = start();
  await first.call('internal.open', openRequest(folder));
  const created = await first.call('document.create', { path: 'a.yaml', text: 'saved\n' });
  const base = (created.value as { revision: string }).revision;
  for (let count = 1; count <= 50; count += 1) {
    await first.call('document.draft', { path: 'a.yaml', text: `typed ${count}\n`, base });
  }
  first.child.kill('SIGKILL');
  await first.ended;

  const second = start();
  expect(await second.call('internal.open', openRequest(folder))).toMatchObject({ value: {} });
  expect(await second.call('document.read', { path: 'a.yaml' })).toMatchObject({
    value: { text: 'saved\n', revision: base, draft: { text: 'typed 50\n', base } },
  });
  expect(await second.call('audit.verify', {})).toMatchObject({ value: { intact: true } });
});

test('killed in the middle of typing, it keeps every draft that it answered', async () => {
  const first = start();
  await first.call('internal.open', openRequest(folder));
  const created = await first.call('document.create', { path: 'a.yaml', text: 'saved' });
  const base = (created.value as { revision: string }).revision;
  let answered = 0;
  for (let count = 1; count <= 300; count += 1) {
    void first.call('document.draft', { path: 'a.yaml', text: `typed ${count}`, base }).then(() => {
      answered = count;
      if (count === 100) first.child.kill('SIGKILL');
    });
  }
  await first.ended;

  const second = start();
  await second.call('internal.open', openRequest(folder));
  const read = await second.call('document.read', { path: 'a.yaml' });
  const { draft } = read.value as { draft: { text: string } };
  expect(Number(draft.text.slice('typed '.length))).toBeGreaterThanOrEqual(answered);
});

test('goes on journalling while a large data set is masked', async () => {
  const core = start();
  await core.call('internal.open', openRequest(folder));
  await core.call('document.create', { path: 'a.yaml', text: 'saved' });
  const lines = Array.from({ length: 4_000 }, (_, index) => `Person ${index},p${index}@example.org,536-90-4399`);
  const bytes = Buffer.from(['name,email,ssn', ...lines].join('\n')).toString('base64');
  const answered: string[] = [];
  const imported = core.call('dataset.import', { name: 'people.csv', format: 'csv', bytes, choices: [] });
  const drafted = core.call('document.draft', { path: 'a.yaml', text: 'typed', base: null });
  const note = (what: string) => () => void answered.push(what);
  await Promise.all([imported.then(note('import')), drafted.then(note('draft'))]);
  expect(answered).toEqual(['draft', 'import']);
  expect(await imported).toMatchObject({ value: { rows: 4_000 } });
});

test('ends the masking of a large data set where that is asked for, and keeps nothing of it', async () => {
  const core = start();
  await core.call('internal.open', openRequest(folder));
  const lines = Array.from({ length: 100_000 }, (_, index) => `Person ${index},p${index}@example.org,536-90-4399`);
  const bytes = Buffer.from(['name,email,ssn', ...lines].join('\n')).toString('base64');
  const imported = core.call('dataset.import', { name: 'people.csv', format: 'csv', bytes, choices: [] });
  await core.call('dataset.cancel', {});
  expect(await imported).toMatchObject({ error: { code: 'cancelled' } });
  const { value } = await core.call('dataset.list', {});
  expect((value as { name: string }[]).map(({ name }) => name)).not.toContain('people.csv');
});

test('a second process is told that the store is in use', async () => {
  const first = start();
  await first.call('internal.open', openRequest(folder));
  const second = start();
  expect(await second.call('internal.open', openRequest(folder))).toMatchObject({ error: { code: 'conflict' } });
});

test('ends in good order when main goes away', async () => {
  const core = start();
  await core.call('internal.open', openRequest(folder));
  await core.call('document.create', { path: 'a.yaml', text: 'x' });
  core.child.stdin?.end();
  expect(await core.ended).toEqual({ code: 0, signal: null });
  expect(core.diagnostics()).toBe('');
});

describe('a hostile other end', () => {
  test.each([
    ['an oversize frame', Uint8Array.from([0xff, 0xff, 0xff, 0xff])],
    ['what is no JSON', Uint8Array.from([0, 0, 0, 2, 0x7b, 0x7b])],
    ['what is no request', encodeFrame({ hello: 1 })],
    ['a request with more in it', encodeFrame({ id: 1, method: 'document.list', params: {}, as: 'owner' })],
  ])('%s ends the connection', async (_what, bytes) => {
    const core = start();
    core.write(bytes);
    expect((await core.ended).code).toBe(1);
    expect(core.diagnostics()).toMatch(/^core: [^\n]+\n$/);
  });

  test('cannot open a second store over the first', async () => {
    const core = start();
    await core.call('internal.open', openRequest(folder));
    expect(await core.call('internal.open', openRequest(`${folder}/other`))).toMatchObject({
      error: { code: 'conflict' },
    });
  });

  test('gets no answer with the key in it, and the key is in no argument and no environment', async () => {
    const core = start();
    await core.call('internal.open', openRequest(folder));
    const key = Buffer.alloc(32, 7);
    const { pid = 0 } = core.child;
    if (process.platform !== 'linux') return;
    for (const place of ['cmdline', 'environ']) {
      const bytes = readFileSync(`/proc/${pid}/${place}`);
      expect(bytes.includes(key.toString('base64')) || bytes.includes(key)).toBe(false);
    }
  });
});

describe('a passphrase', () => {
  const passphrase = 'correct horse battery';

  test('opens what it protects, and another is denied', async () => {
    const first = start();
    await first.call('internal.open', openRequest(folder));
    await first.call('document.create', { path: 'a.yaml', text: 'kept' });
    expect(await first.call('internal.protect', { passphrase })).toMatchObject({ value: {} });
    expect(await first.call('internal.protect', { passphrase: 'another one' })).toMatchObject({
      error: { code: 'denied' },
    });
    await first.call('internal.close', {});

    const second = start();
    const open = (phrase: string) =>
      second.call('internal.open', openRequest(folder, { key: { kind: 'passphrase', passphrase: phrase } }));
    expect(await open('wrong')).toMatchObject({ error: { code: 'denied' } });
    expect(await open(passphrase)).toMatchObject({ value: {} });
    expect(await second.call('document.read', { path: 'a.yaml' })).toMatchObject({ value: { text: 'kept' } });
  });
});
