import { afterEach, expect, test, vi } from 'vitest';
import { digestOf } from '../../shared/base/digest.ts';
import { openTestStore, temporaryFolder, testPorts } from '../store/temporaryStore.ts';
import { type TestSession, testSession } from './testSession.ts';

const day = 24 * 60 * 60 * 1000;
const now = new Date('2026-06-01T12:00:00.000Z');

afterEach(() => vi.useRealTimers());

function daysAgo(days: number): string {
  return new Date(now.getTime() - days * day).toISOString();
}

/** What a workspace holds, each by its age in days. */
interface Aged {
  readonly runs?: readonly number[];
  readonly datasets?: readonly number[];
  readonly drafts?: readonly number[];
  readonly policy?: string;
}

/** An id that tells the age. */
function idOf(days: number): string {
  return String(days).padStart(26, '0');
}

/** A closed workspace that holds these. */
function workspaceWith({ runs = [], datasets = [], drafts = [], policy }: Aged): string {
  const folder = temporaryFolder();
  const store = openTestStore(folder);
  const save = (path: string, text: string): void => {
    store.documents.create(path, path, daysAgo(1_000));
    store.documents.addRevision(path, { digest: digestOf(text), text, at: daysAgo(1_000), by: 'tester' });
  };
  for (const days of runs) {
    const run = { path: 'a.yaml', scenario: null, status: 'completed', digest: null, at: daysAgo(days) };
    store.runs.add({ ...run, id: idOf(days) }, '{}');
  }
  for (const days of datasets) {
    const id = idOf(days);
    store.datasets.add({ id, name: `${days}.csv`, columns: '[]', importedAt: daysAgo(days) }, ['{"a":1}', '{"a":2}']);
  }
  for (const days of drafts) {
    const path = `draft-${days}.yaml`;
    save(path, 'saved');
    store.drafts.write(path, { text: 'typed', base: digestOf('saved'), at: daysAgo(days) });
  }
  if (policy !== undefined) save('policy.yaml', policy);
  store.close();
  return folder;
}

/** Opens the workspace at noon of the first of June; `clock.days` moves on from there. */
async function openAged(folder: string): Promise<{ session: TestSession; clock: { days: number } }> {
  const clock = { days: 0 };
  const ports = { ...testPorts(), now: () => new Date(now.getTime() + clock.days * day) };
  return { session: await testSession({ open: { folder }, ports }), clock };
}

/** What is left: runs and data sets by their age, drafts by path. */
async function holdings({ get }: TestSession) {
  const documents = await get('document.list', {});
  return {
    runs: (await get('run.list', { limit: 10 })).map(({ id }) => Number(id)),
    datasets: (await get('dataset.list', {})).map(({ id }) => Number(id)),
    drafts: documents.filter(({ hasDraft }) => hasDraft).map(({ path }) => path),
  };
}

async function purges({ get }: TestSession) {
  return (await get('audit.list', { limit: 500 })).filter(({ action }) => action === 'retention.purge');
}

test('what is due is purged on opening, what is not stays, and the log says how many of each', async () => {
  const { session } = await openAged(workspaceWith({ runs: [91, 100, 90], datasets: [366, 365], drafts: [366, 364] }));
  expect(await holdings(session)).toEqual({
    runs: [90],
    datasets: [365],
    drafts: ['draft-364.yaml'],
  });
  expect((await session.refused('run.read', { id: idOf(91) })).code).toBe('not-found');
  expect((await session.refused('dataset.rows', { id: idOf(366), offset: 0, limit: 1 })).code).toBe('not-found');
  expect(await purges(session)).toMatchObject([
    { who: 'drydock', subject: expect.stringContaining('(runs 2, datasets 1, drafts 1)'), before: null, after: null },
  ]);
  expect(await session.get('audit.verify', {})).toMatchObject({ intact: true });
});

test('a document keeps its revisions when its draft is purged', async () => {
  const { session } = await openAged(workspaceWith({ drafts: [366] }));
  const document = await session.get('document.read', { path: 'draft-366.yaml' });
  expect(document).toMatchObject({ text: 'saved', draft: null, revision: digestOf('saved') });
  expect(await session.get('document.revisions', { path: 'draft-366.yaml' })).toHaveLength(1);
});

test('where nothing is due nothing is put on record, also when a workspace is opened again', async () => {
  const folder = workspaceWith({ runs: [91] });
  const first = await openAged(folder);
  expect(await purges(first.session)).toHaveLength(1);
  await first.session.close();
  const second = await openAged(folder);
  expect(await purges(second.session)).toHaveLength(1);
  expect(await second.session.get('audit.verify', {})).toMatchObject({ intact: true });
});

test("the workspace's own policy says for how long", async () => {
  const policy = 'policy: 1\nretention: { runs: 5, datasets: 400 }\n';
  const { session } = await openAged(workspaceWith({ runs: [4, 6], datasets: [399, 401], policy }));
  expect(await holdings(session)).toMatchObject({ runs: [4], datasets: [399] });
});

test.each([
  ['a mistake', 'policy: 1\nretention: { runs: -1 }\n'],
  ['no YAML', 'policy: [1\n'],
])('a policy with %s purges nothing', async (_what, policy) => {
  const { session } = await openAged(workspaceWith({ runs: [999], datasets: [999], drafts: [999], policy }));
  expect(await holdings(session)).toEqual({
    runs: [999],
    datasets: [999],
    drafts: ['draft-999.yaml'],
  });
  expect(await purges(session)).toEqual([]);
  expect(session.bugs).toEqual([]);
});

test('an open workspace purges once a day, and leaves drafts that an editor may show', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const { session, clock } = await openAged(workspaceWith({ runs: [89], datasets: [364], drafts: [364] }));
  clock.days = 1.5;
  vi.advanceTimersByTime(day - 1);
  expect(await purges(session)).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(await holdings(session)).toEqual({ runs: [], datasets: [], drafts: ['draft-364.yaml'] });
  vi.advanceTimersByTime(3 * day);
  expect(await purges(session)).toHaveLength(1);
  expect(session.bugs).toEqual([]);
});

test('a closed workspace purges no more', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const { session } = await openAged(workspaceWith({ runs: [89] }));
  await session.close();
  vi.advanceTimersByTime(2 * day);
  expect(session.bugs).toEqual([]);
});
