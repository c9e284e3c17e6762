import { describe, expect, it } from 'vitest';
import { rehearsePage } from './rehearsePage.ts';

describe('reading: what a loop hands from one iteration to the next', () => {
  it('is the output of the iteration before', () => {
    const { trace, task } = rehearsePage('for-data', { input: { numbers: [1, 2, 3, 4], total: 0 } });
    expect(trace.output).toEqual({ total: 6, last: 2 });
    expect(task('add').map(({ iteration }) => iteration)).toEqual([[0], [1], [2]]);
  });

  it('is the input where there is no iteration', () => {
    expect(rehearsePage('for-data', { input: { numbers: [], total: 0 } }).trace.output).toEqual({
      numbers: [],
      total: 0,
    });
  });

  it('needs a list', () => {
    expect(rehearsePage('for-data', { input: { numbers: 3 } }).trace.error).toMatchObject({ status: 400 });
  });
});
