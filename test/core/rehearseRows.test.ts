import { describe, expect, it } from 'vitest';
import { type RowRunner, rehearseRows } from '../../electron/core/rehearsal/rehearseRows.ts';
import { appError } from '../../shared/base/appError.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { BatchJob } from '../../shared/simulation/batchProtocol.ts';
import { OutcomeCounter } from '../../shared/simulation/batchSummary.ts';

const completed = { status: 'completed', error: null, branches: [], tasks: [] } as const;

/** Children that die of rows that say so, and of more rows than they bear; they tell of rows at their end, or of each. */
class MortalPool implements RowRunner {
  readonly jobs: BatchJob[] = [];
  readonly #endurance: number;
  readonly #end: Awaited<ReturnType<RowRunner['runRows']>>;

  constructor(
    endurance = Number.POSITIVE_INFINITY,
    end: Awaited<ReturnType<RowRunner['runRows']>> = ok({ kind: 'limit', limit: 'killed' }),
  ) {
    this.#endurance = endurance;
    this.#end = end;
  }

  runRows: RowRunner['runRows'] = async (job, { rows }) => {
    this.jobs.push(job);
    let untold: number[] = [];
    const tell = (): void => {
      const counter = new OutcomeCounter();
      for (const row of untold) counter.add(row, completed);
      if (untold.length > 0) rows({ report: 'rows', done: untold.length, table: copied(counter) });
      untold = [];
    };
    for (const [index, text] of job.rows.entries()) {
      if (text.includes('deadly') || index >= this.#endurance) return this.#end;
      untold.push(job.from + index);
      if (job.isCareful) tell();
    }
    tell();
    return ok({ kind: 'done' });
  };
}

function copied(counter: OutcomeCounter): Parameters<Parameters<RowRunner['runRows']>[1]['rows']>[0]['table'] {
  return JSON.parse(JSON.stringify(counter.table()));
}

function rehearse(pool: RowRunner, texts: readonly string[]) {
  const read = (from: number, count: number): string[] => texts.slice(from, from + count);
  return rehearseRows(pool, { definition: '', rows: { total: texts.length, read } });
}

describe('rows that end their child', () => {
  it('are found one by one; every other row is done once', async () => {
    const pool = new MortalPool();
    const summary = await rehearse(pool, ['{}', '{}', '"deadly"', '{}', '"deadly"']);
    expect(summary).toMatchObject({
      ok: true,
      value: {
        done: 5,
        status: 'completed',
        outcomes: [
          { status: 'completed', count: 3, rows: [0, 1, 3] },
          { status: 'limit', count: 2, rows: [2, 4], limit: 'killed' },
        ],
      },
    });
  });

  it('are not those that a worn out child had come to', async () => {
    const summary = await rehearse(new MortalPool(2), ['{}', '{}', '{}', '{}', '{}', '{}', '{}']);
    expect(summary).toMatchObject({ value: { done: 7, outcomes: [{ status: 'completed', count: 7 }] } });
  });

  it('end the batch where there are many of them', async () => {
    const summary = await rehearse(
      new MortalPool(),
      Array.from({ length: 200 }, () => '"deadly"'),
    );
    expect(summary).toMatchObject({ value: { total: 200, status: 'limit', outcomes: [{ status: 'limit' }] } });
    expect(summary.ok && summary.value.done).toBeLessThan(40);
  });

  it('are told from an engine that does not work', async () => {
    const broken = err(appError('unavailable', 'The engine could not be started.'));
    expect(await rehearse(new MortalPool(0, broken), ['{}'])).toEqual(broken);
    expect(await rehearse(new MortalPool(undefined, broken), ['{}', '"deadly"', '{}'])).toEqual(broken);
    const worn = await rehearse(new MortalPool(2, broken), ['{}', '{}', '{}', '{}', '{}']);
    expect(worn).toMatchObject({ value: { done: 5, outcomes: [{ status: 'completed', count: 5 }] } });
  });
});

it('a data set that lost its rows meanwhile is an error', async () => {
  const gone = await rehearseRows(new MortalPool(), { definition: '', rows: { total: 3, read: () => [] } });
  expect(gone).toMatchObject({ ok: false, error: { code: 'not-found' } });
});
