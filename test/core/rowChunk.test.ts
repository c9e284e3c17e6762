import { describe, expect, it } from 'vitest';
import { RowChunk } from '../../electron/core/rehearsal/rowChunk.ts';
import type { OutcomeTable } from '../../shared/simulation/batchSummary.ts';

const completed = { status: 'completed', error: null, branches: [], tasks: [] } as const;

function told(done: number, table: OutcomeTable): Parameters<RowChunk['take']>[0] {
  return {
    report: 'rows',
    done,
    table: { ...table, outcomes: table.outcomes.map((outcome) => ({ ...outcome, branches: [], tasks: [] })) },
  };
}

describe('a chunk of rows', () => {
  const chunk = (): RowChunk => new RowChunk(10, ['{}', '{}', '{}']);

  it('says what is still to do', () => {
    const rows = chunk();
    expect(rows.take(told(2, { outcomes: [{ ...completed, count: 2, rows: [10, 11] }] }))).toBe(true);
    expect(rows.rest()).toEqual({ from: 12, rows: ['{}'] });
    rows.giveUp('too long');
    expect(rows.isDone).toBe(true);
    expect(rows.table().outcomes).toMatchObject([
      { status: 'completed', rows: [10, 11] },
      { status: 'limit', limit: 'too long', rows: [12] },
    ]);
  });

  it.each([
    ['more rows than there are', 4, { outcomes: [{ ...completed, count: 4, rows: [10] }] }],
    ['counts that do not add up', 2, { outcomes: [{ ...completed, count: 1, rows: [10] }] }],
    ['rows of others', 1, { outcomes: [{ ...completed, count: 1, rows: [9] }] }],
    ['rows that are not done', 1, { outcomes: [{ ...completed, count: 1, rows: [11] }] }],
    ['a row twice', 2, { outcomes: [{ ...completed, count: 2, rows: [10, 10] }] }],
    [
      'more rows than it counts',
      2,
      { outcomes: [{ ...completed, count: 1, rows: [10, 11] }], other: { count: 1, completed: 0 } },
    ],
    ['more leaks than rows', 1, { outcomes: [{ ...completed, count: 1, rows: [10], leaks: 2 }] }],
    ['more completed than others', 1, { outcomes: [], other: { count: 1, completed: 2 } }],
  ])('does not believe an engine that tells of %s', (_, done, table) => {
    const rows = chunk();
    expect(rows.take(told(done, table))).toBe(false);
    expect(rows.rest().from).toBe(10);
  });
});
