import { describe, expect, it } from 'vitest';
import { rehearsePage } from './rehearsePage.ts';

describe('reading: how often a schedule fires in a rehearsal', () => {
  it('is once unless the scenario says more', () => {
    expect(rehearsePage('schedule-firings').trace.output).toEqual({ at: '2000-01-01T00:00:00.000Z' });
  });

  it('is as often as the scenario says', () => {
    const { trace, task } = rehearsePage('schedule-firings', { firings: 2 });
    expect(trace.output).toEqual([{ at: '2000-01-01T00:00:00.000Z' }, { at: '2000-01-01T01:00:00.000Z' }]);
    expect(task('poll').map(({ iteration }) => iteration)).toEqual([[0], [1]]);
  });

  it('is bounded', () => {
    expect(() => rehearsePage('schedule-firings', { firings: 101 })).toThrow(/firings/);
  });
});
