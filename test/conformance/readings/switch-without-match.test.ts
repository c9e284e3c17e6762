import { describe, expect, it } from 'vitest';
import { rehearsePage } from './rehearsePage.ts';

describe('reading: a `switch` that nothing matches', () => {
  it.each([
    [5, 'cheap', 'case:0'],
    [5000, 'dear', 'case:1'],
    [100, 'usual', 'none'],
  ])('goes on with the next task: %s', (amount, way, branch) => {
    const { trace } = rehearsePage('switch-without-match', { input: { amount } });
    expect(trace.output).toEqual({ way });
    expect(trace.coverage?.branches).toEqual([`/do/0/route#${branch}`]);
  });
});
