import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { owner } from '../../electron/core/actor.ts';
import { verifyAuditFile } from '../../electron/core/audit/auditFile.ts';
import { systemPorts } from '../../electron/core/systemPorts.ts';
import { temporaryFolder } from '../store/temporaryStore.ts';
import { testSession } from './testSession.ts';

/** An exported log of some fifty entries, as its lines. */
async function exportedLog(): Promise<string[]> {
  const { get, call, folder } = await testSession();
  for (let count = 0; count < 50; count += 1) await get('document.create', { path: `${count}.yaml`, text: `${count}` });
  const file = join(folder, 'log.jsonl');
  expect(await call('internal.exportAudit', { file })).toMatchObject({ ok: true });
  return readFileSync(file, 'utf8').trimEnd().split('\n');
}

function verdict(lines: readonly string[]) {
  const verified = verifyAuditFile(lines.join('\n'));
  if (!verified.ok) throw new Error(verified.error.message);
  return verified.value;
}

function positions(lines: readonly string[], kind: 'entry' | 'checkpoint'): number[] {
  return lines.flatMap((line, index) => (line.startsWith(`{"${kind}"`) ? [index] : []));
}

test('says who did what, and when, with digests instead of content', async () => {
  const { get } = await testSession();
  const one = await get('document.create', { path: 'a.yaml', text: 'a secret text' });
  const two = await get('document.save', { path: 'a.yaml', text: 'another', base: one.revision });
  const [saved, created, opened] = await get('audit.list', { limit: 10 });
  expect(saved).toMatchObject({ action: 'document.save', before: one.revision, after: two.revision, who: 'tester' });
  expect(created).toMatchObject({ action: 'document.create', subject: 'document:a.yaml', before: null });
  expect(opened).toMatchObject({ sequence: 1, action: 'workspace.open' });
  expect(JSON.stringify(await get('audit.list', { limit: 500 }))).not.toContain('a secret text');
  expect(await get('audit.list', { limit: 1, before: 3 })).toMatchObject([{ sequence: 2 }]);
});

test('is intact across sessions', async () => {
  const folder = temporaryFolder();
  for (const number of [1, 2, 3]) {
    const { get, close } = await testSession({ open: { folder }, ports: systemPorts });
    await get('document.create', { path: `${number}.yaml`, text: '' });
    await close();
  }
  const { get } = await testSession({ open: { folder } });
  expect(await get('audit.verify', {})).toEqual({ intact: true, entries: 10, problem: null });
});

describe('an exported log', () => {
  test('is intact as it was written', async () => {
    const lines = await exportedLog();
    expect(verdict(lines)).toMatchObject({ intact: true, entries: positions(lines, 'entry').length });
  });

  test('shows any entry that was changed', async () => {
    const lines = await exportedLog();
    for (const index of positions(lines, 'entry')) {
      const changed = lines.with(index, (lines[index] ?? '').replace('"tester"', '"another"'));
      expect(verdict(changed).intact).toBe(false);
    }
  });

  test('shows any entry that was removed', async () => {
    const lines = await exportedLog();
    for (const index of positions(lines, 'entry')) expect(verdict(lines.toSpliced(index, 1)).intact).toBe(false);
  });

  test('shows a reorder', async () => {
    const lines = await exportedLog();
    const swapped = lines.with(3, lines[4] ?? '').with(4, lines[3] ?? '');
    expect(verdict(swapped)).toMatchObject({ intact: false, problem: 'Entry 3 is missing or not in its place.' });
  });

  test('shows an end that was cut off', async () => {
    const lines = await exportedLog();
    const last = positions(lines, 'entry').at(-1) ?? 0;
    expect(verdict(lines.toSpliced(last - 5, 6))).toMatchObject({ intact: false });
  });

  test('shows that everything behind the heading was cut off', async () => {
    const lines = await exportedLog();
    expect(verdict(lines.slice(0, 1))).toMatchObject({ intact: false, problem: 'The log is not signed.' });
  });

  test('shows a checkpoint that was forged or removed at the end', async () => {
    const lines = await exportedLog();
    const [first = 0] = positions(lines, 'checkpoint');
    const forged = lines.with(first, (lines[first] ?? '').replace(/"signature":"../, '"signature":"AA'));
    expect(verdict(forged)).toMatchObject({ intact: false });
    expect(verdict(lines.slice(0, -1))).toMatchObject({ intact: false });
  });

  test('cannot be taken for the log of another workspace', async () => {
    const lines = await exportedLog();
    const moved = lines.with(0, (lines[0] ?? '').replace('TEST', 'THER'));
    expect(verdict(moved)).toMatchObject({ intact: false });
  });

  test('says which line cannot be read, and refuses what is no log at all', async () => {
    const lines = await exportedLog();
    expect(verdict(lines.with(5, 'garbage'))).toMatchObject({ intact: false, problem: expect.stringContaining('6') });
    expect(verifyAuditFile('name,ssn\n')).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    expect(verifyAuditFile('')).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });
});

test('a refusal is on record', async () => {
  const actor = { ...owner('guest'), permissions: new Set(['audit:view'] as const) };
  const { get, refused } = await testSession({ actor });
  expect((await refused('document.create', { path: 'a.yaml', text: '' })).code).toBe('denied');
  expect(await get('audit.list', { limit: 1 })).toMatchObject([
    { action: 'permission.refused', subject: 'document.create (workflow:create)' },
  ]);
});
