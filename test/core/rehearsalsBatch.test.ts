import { describe, expect, test, vi } from 'vitest';
import { builtEngine, hasBuiltEngine } from './builtEngine.ts';
import { type TestSession, testSession } from './testSession.ts';

const route = `document: { dsl: '1.0.3', namespace: test, name: route, version: '1.0.0' }
do:
  - choose: { switch: [ { big: { when: .amount > 10, then: fail } } ] }
  - small: { set: { ok: true }, then: end }
  - fail: { raise: { error: { type: about:blank, status: 409, title: Too much } } }
`;

async function importRows(session: TestSession, rows: readonly string[]): Promise<string> {
  const bytes = Buffer.from(`amount\n${rows.join('\n')}\n`).toString('base64');
  return (await session.get('dataset.import', { name: 'amounts.csv', format: 'csv', bytes, choices: [] })).id;
}

describe.skipIf(!hasBuiltEngine())('a batch in a workspace', () => {
  test('is every row of a data set, with progress, and each row can be run again', async () => {
    const session = await testSession({ open: { engine: builtEngine } });
    const { get, events } = session;
    await get('document.create', { path: 'route.yaml', text: route });
    const dataset = await importRows(session, ['1', '20', '2']);
    const summary = await get('rehearsal.batch', { run: 'one', path: 'route.yaml', dataset, seed: 3 });
    expect(summary).toMatchObject({
      total: 3,
      done: 3,
      status: 'completed',
      outcomes: [
        { status: 'completed', count: 2, rows: [0, 2] },
        { status: 'faulted', count: 1, rows: [1], error: { status: 409, title: 'Too much', instance: '/do/2/fail' } },
      ],
    });
    const progress = events.filter(({ name }) => name === 'rehearsal.progress');
    expect(progress.at(-1)?.data).toMatchObject({ run: 'one', done: 3, total: 3 });
    const input = { kind: 'row', dataset, row: 1 } as const;
    const { trace } = await get('rehearsal.run', { run: 'two', path: 'route.yaml', input, seed: 3 });
    expect(trace).toMatchObject({ status: 'faulted', coverage: { branches: summary.outcomes[1]?.branches } });
    expect(await get('run.list', { limit: 10 })).toHaveLength(1);
  });

  test('is cancelled by its id, and answers with what was done', async () => {
    const session = await testSession({ open: { engine: builtEngine } });
    const { get, events } = session;
    await get('document.create', { path: 'route.yaml', text: route });
    const dataset = await importRows(
      session,
      Array.from({ length: 20_000 }, (_, index) => String(index % 20)),
    );
    const running = get('rehearsal.batch', { run: 'one', path: 'route.yaml', dataset });
    await vi.waitFor(() => expect(events.map(({ name }) => name)).toContain('rehearsal.progress'), {
      timeout: 20_000,
      interval: 2,
    });
    await get('rehearsal.cancel', { run: 'one' });
    const { total, done, status, outcomes } = await running;
    expect([total, status]).toEqual([20_000, 'cancelled']);
    expect(outcomes.reduce((sum, { count }) => sum + count, 0)).toBe(done);
    expect(done).toBeLessThan(20_000);
  });

  test('takes a data set that there is', async () => {
    const { get, refused } = await testSession({ open: { engine: builtEngine } });
    await get('document.create', { path: 'route.yaml', text: route });
    const dataset = '0'.repeat(26);
    expect((await refused('rehearsal.batch', { run: 'one', path: 'route.yaml', dataset })).code).toBe('not-found');
  });
});
