import { describe, expect, it } from 'vitest';
import {
  hasLeaks,
  maxOutcomeRows,
  maxOutcomes,
  OutcomeCounter,
  type RowOutcome,
  rowOutcome,
} from '../../../shared/simulation/batchSummary.ts';
import type { Trace } from '../../../shared/simulation/trace.ts';

const completed: RowOutcome = { status: 'completed', error: null, branches: [], tasks: ['/do/0/a'] };

function faulted(title: string): RowOutcome {
  return { ...completed, status: 'faulted', error: { type: 'about:blank', status: 500, title, instance: '/do/0/a' } };
}

describe('a summary of outcomes', () => {
  it('counts rows that went the same way together, the most frequent first', () => {
    const counter = new OutcomeCounter();
    counter.add(0, faulted('one'));
    counter.add(1, completed);
    counter.add(2, { ...completed });
    counter.add(3, faulted('two'));
    expect(counter.table()).toEqual({
      outcomes: [
        { ...completed, count: 2, rows: [1, 2] },
        { ...faulted('one'), count: 1, rows: [0] },
        { ...faulted('two'), count: 1, rows: [3] },
      ],
    });
  });

  it('tells a path by what was taken, not by the order in which branches side by side took it', () => {
    const counter = new OutcomeCounter();
    counter.add(0, { ...completed, branches: ['b', 'a'], tasks: ['y', 'x'] });
    counter.add(1, { ...completed, branches: ['a', 'b'], tasks: ['x', 'y'] });
    counter.add(2, { ...completed, branches: ['a'], tasks: ['x', 'y'] });
    expect(counter.table().outcomes).toMatchObject([{ count: 2, branches: ['b', 'a'] }, { count: 1 }]);
  });

  it('names the first rows of an outcome only', () => {
    const counter = new OutcomeCounter();
    for (let row = 0; row < maxOutcomeRows + 5; row += 1) counter.add(row, completed);
    const [outcome] = counter.table().outcomes;
    expect([outcome?.count, outcome?.rows.length, outcome?.rows.at(-1)]).toEqual([
      maxOutcomeRows + 5,
      maxOutcomeRows,
      maxOutcomeRows - 1,
    ]);
  });

  it('tells so many outcomes apart and counts the rest, with how many of it completed', () => {
    const counter = new OutcomeCounter();
    for (let row = 0; row < maxOutcomes; row += 1) counter.add(row, faulted(`error ${row}`));
    counter.add(1_000, faulted('another'));
    counter.add(1_001, completed);
    counter.add(1_002, faulted('error 7'));
    const { outcomes, other } = counter.table();
    expect(outcomes).toHaveLength(maxOutcomes);
    expect(outcomes[0]).toMatchObject({ count: 2, rows: [7, 1_002] });
    expect(other).toEqual({ count: 2, completed: 1 });
  });

  it('is the same whether rows are counted at once or in parts', () => {
    const outcomes = [completed, faulted('a'), completed, faulted('b'), faulted('a')];
    const whole = new OutcomeCounter();
    const parts = new OutcomeCounter();
    for (const [row, outcome] of outcomes.entries()) {
      whole.add(row, outcome, row % 2 === 0);
      const part = new OutcomeCounter();
      part.add(row, outcome, row % 2 === 0);
      parts.merge(part.table());
    }
    expect(parts.table()).toEqual(whole.table());
    expect(whole.table().outcomes[0]).toMatchObject({ count: 2, leaks: 2 });
  });

  it('folds what parts could not tell apart', () => {
    const counter = new OutcomeCounter();
    counter.merge({ outcomes: [{ ...completed, count: 3, rows: [0, 1, 2] }], other: { count: 4, completed: 1 } });
    counter.merge({ outcomes: [{ ...completed, count: 1, rows: [7] }], other: { count: 1, completed: 1 } });
    expect(counter.table()).toEqual({
      outcomes: [{ ...completed, count: 4, rows: [0, 1, 2, 7] }],
      other: { count: 5, completed: 2 },
    });
  });

  it('keeps of a run what is no value of its row', () => {
    const error = { type: 't', status: 400, title: 'x'.repeat(1_000), detail: 'Ada Lovelace', instance: '/do/0/a' };
    const trace = { status: 'faulted', error, coverage: { tasks: ['/do/0/a'], branches: [] } } as unknown as Trace;
    const outcome = rowOutcome(trace);
    expect(outcome).toMatchObject({ status: 'faulted', error: { type: 't', status: 400 }, tasks: ['/do/0/a'] });
    expect(JSON.stringify(outcome)).not.toContain('Ada');
    expect(JSON.stringify(outcome).length).toBeLessThan(600);
    expect(hasLeaks(trace)).toBeUndefined();
    expect(hasLeaks({ ...trace, leaks: [] })).toBe(false);
  });
});
