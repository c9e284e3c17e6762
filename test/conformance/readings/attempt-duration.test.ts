import { describe, expect, it } from 'vitest';
import { rehearsePage } from './rehearsePage.ts';

describe('reading: how long an attempt may take', () => {
  it('is a timeout of each attempt', () => {
    const { trace, task } = rehearsePage('attempt-duration');
    expect(task('slow').map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    expect(trace.output).toEqual({ status: 408, at: '/do/0/guarded' });
    expect(Date.parse(trace.endedAt) - Date.parse(trace.startedAt)).toBe(10_000);
  });
});
