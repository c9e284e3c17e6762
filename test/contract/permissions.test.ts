import { describe, expect, test } from 'vitest';
import type { Actor } from '../../electron/core/actor.ts';
import { dispatcher } from '../../electron/core/dispatch.ts';
import type { Handlers } from '../../electron/core/handlers.ts';
import { findOperation, isCoreMethod } from '../../electron/core/operations.ts';
import { permitFor } from '../../electron/core/permit.ts';
import { internalMethods } from '../../shared/contract/coreProtocol.ts';
import { type Permission, permissions } from '../../shared/contract/permissions.ts';
import { type MethodName, methods } from '../../shared/contract/table.ts';
import { testSession } from '../core/testSession.ts';
import { temporaryFolder } from '../store/temporaryStore.ts';

const sha = `sha256:${'0'.repeat(64)}`;
const id = '01JDTESTWRKSPACE0000000000';
const path = 'a.yaml';
const file = { name: 'a.csv', format: 'csv', bytes: '' };

/** An input that each method takes: a method that is not here makes the test fail. */
const inputs: Readonly<Record<string, unknown>> = {
  'engine.guards': {},
  'settings.read': {},
  'settings.write': {},
  'docs.read': { page: 'tour' },
  'docs.list': {},
  'document.list': {},
  'document.read': { path },
  'document.create': { path, text: '' },
  'document.draft': { path, text: '', base: null },
  'document.discardDraft': { path },
  'document.save': { path, text: '', base: null },
  'document.revisions': { path },
  'document.readRevision': { path, digest: sha },
  'document.rename': { path, to: 'b.yaml' },
  'document.delete': { path },
  'document.import': { name: path, bytes: '' },
  'folder.readDisk': { path },
  'folder.resolve': { path, take: 'keep' },
  'finding.check': { path },
  'finding.context': { path, runs: [] },
  'policy.read': {},
  'rehearsal.run': { run: 'r', path },
  'rehearsal.inspect': { run: 'r', path, task: 0 },
  'rehearsal.cancel': { run: 'r' },
  'rehearsal.test': { run: 'r', path },
  'rehearsal.batch': { run: 'r', path, dataset: id },
  'run.list': { limit: 1 },
  'run.read': { id },
  'dataset.inspect': file,
  'dataset.import': { ...file, choices: [] },
  'dataset.cancel': {},
  'dataset.list': {},
  'dataset.rows': { id, offset: 0, limit: 1 },
  'dataset.delete': { id },
  'bundle.preview': { path },
  'bundle.push': { path, revision: sha, reference: 'localhost/a' },
  'bundle.pull': { reference: 'localhost/a' },
  'bundle.lastSeal': { path },
  'bundle.cancel': {},
  'key.read': {},
  'secret.list': {},
  'secret.delete': { name: 'token' },
  'audit.list': { limit: 1 },
  'audit.verify': {},
  'internal.protect': { passphrase: 'long enough' },
  'internal.mended': {},
  'internal.backup': { destination: 'a', passphrase: 'long enough' },
  'internal.importFile': { file: 'a' },
  'internal.exportFile': { path, file: 'a' },
  'internal.linkFolder': { folder: 'a' },
  'internal.exportBundle': { path, revision: sha, as: 'file', destination: 'a' },
  'internal.verifyBundle': { source: 'a' },
  'internal.storeSecret': { name: 'token', sealed: { by: 'store-key', value: 'x' } },
  'internal.sealedSecret': { name: 'token' },
  'internal.lendSecret': { name: 'token', value: 'x' },
  'internal.exportAudit': { file: 'a' },
};

const names = [
  ...(Object.keys(methods) as MethodName[]).filter(isCoreMethod),
  ...Object.keys(internalMethods).filter((name) => !/(open|restore|close)$/.test(name)),
];

/** Calls a method as somebody with these permissions; says whether the handler was reached. */
async function attempt(name: string, allowed: readonly Permission[]): Promise<'reached' | 'denied'> {
  const actor: Actor = { name: 'somebody', permissions: new Set(allowed) };
  const refusals: string[] = [];
  let reached = false;
  const handler = () => {
    reached = true;
    return { ok: false, error: { code: 'not-found', message: 'reached' } };
  };
  const call = dispatcher({
    handlers: new Proxy({}, { get: () => handler }) as Handlers,
    permit: permitFor(actor, (method) => void refusals.push(method)),
    expected: () => null,
    reportBug: (_where, bug) => {
      throw bug;
    },
  });
  const answer = await call(name, inputs[name]);
  if (answer.ok) throw new Error('no handler here answers');
  expect(answer.error.code).toBe(reached ? 'not-found' : 'denied');
  expect(refusals).toEqual(reached ? [] : [name]);
  return reached ? 'reached' : 'denied';
}

describe.each(names)('%s', (name) => {
  const needed = findOperation(name)?.permission ?? null;

  test('is reached with its own permission alone', async () => {
    expect(await attempt(name, needed === null ? [] : [needed])).toBe('reached');
  });

  test('is refused with every permission but its own', async () => {
    const others = permissions.filter((permission) => permission !== needed);
    expect(await attempt(name, others)).toBe(needed === null ? 'reached' : 'denied');
  });
});

test('what touches no workspace is all that takes no permission', () => {
  const free = names.filter((name) => findOperation(name)?.permission === null);
  expect(free).toEqual([
    'engine.guards',
    'settings.read',
    'settings.write',
    'docs.read',
    'docs.list',
    'internal.protect',
    'internal.mended',
  ]);
});

/** A session of somebody who has every permission but one. */
async function without(permission: Permission, folder: string) {
  const others = new Set(permissions.filter((each) => each !== permission));
  return testSession({ open: { folder }, actor: { name: 'somebody', permissions: others } });
}

describe('what takes a permission beside that of its method', () => {
  test('a policy is changed, moved, removed and made by nobody without policy:edit', async () => {
    const folder = temporaryFolder();
    const first = await testSession({ open: { folder } });
    const { revision } = await first.get('document.create', { path: 'policy.yaml', text: 'policy: 1\n' });
    await first.get('document.create', { path: 'other.yaml', text: 'policy: 1\n' });
    await first.close();
    const session = await without('policy:edit', folder);
    for (const [method, input] of [
      ['document.save', { path: 'policy.yaml', text: '', base: revision }],
      ['document.rename', { path: 'policy.yaml', to: 'gone.yaml' }],
      ['document.rename', { path: 'other.yaml', to: 'policy.yml' }],
      ['document.delete', { path: 'policy.yaml' }],
      ['document.create', { path: 'policy.yml', text: '' }],
      ['document.import', { name: 'policy.yml', bytes: '' }],
    ] as const) {
      expect((await session.refused(method, input)).code, method).toBe('denied');
    }
    const entries = await session.get('audit.list', { limit: 1 });
    expect(entries).toMatchObject([{ action: 'permission.refused', subject: 'document:policy.yml (policy:edit)' }]);
  });

  test('a rehearsal reads rows of a data set with dataset:view alone', async () => {
    const folder = temporaryFolder();
    const first = await testSession({ open: { folder } });
    await first.get('document.create', { path: 'a.yaml', text: '' });
    await first.get('document.create', { path: 'a.row.scenario.yaml', text: 'inputFile: people.csv\nrow: 0\n' });
    const bytes = Buffer.from('plan\ngold\n').toString('base64');
    const { id: dataset } = await first.get('dataset.import', {
      name: 'people.csv',
      format: 'csv',
      bytes,
      choices: [],
    });
    await first.close();
    const session = await without('dataset:view', folder);
    const input = { kind: 'row', dataset, row: 0 };
    for (const [method, params] of [
      ['rehearsal.run', { run: 'r', path: 'a.yaml', input }],
      ['rehearsal.inspect', { run: 'r', path: 'a.yaml', input, task: 0 }],
      ['rehearsal.run', { run: 'r', path: 'a.yaml', scenario: 'a.row.scenario.yaml' }],
      ['rehearsal.test', { run: 'r', path: 'a.yaml' }],
      ['rehearsal.batch', { run: 'r', path: 'a.yaml', dataset }],
      ['bundle.preview', { path: 'a.yaml' }],
    ] as const) {
      expect((await session.refused(method, params)).code, method).toBe('denied');
    }
  });

  test('a push takes bundle:seal as well', async () => {
    const folder = temporaryFolder();
    const session = await without('bundle:seal', folder);
    await session.get('document.create', { path: 'a.yaml', text: '' });
    const request = { path: 'a.yaml', revision: sha, reference: '127.0.0.1:1/a/b:1' };
    expect((await session.refused('bundle.push', request)).code).toBe('denied');
  });
});
