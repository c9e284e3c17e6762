import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
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
