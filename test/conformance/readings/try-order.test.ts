import { describe, expect, it } from 'vitest';
import { rehearsePage } from './rehearsePage.ts';

describe('reading: the order of catching, retrying and handling', () => {
  const stubs = [{ response: { status: 503 } }];

  it('retries first, counts retries, then handles and goes on as catch.then says', () => {
    const { trace, task } = rehearsePage('try-order', { stubs });
    expect(task('order').map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(trace.output).toEqual({ status: 503 });
    expect(Date.parse(trace.endedAt) - Date.parse(trace.startedAt)).toBe(6_000);
    expect(trace.coverage?.branches).toEqual(['/do/0/guarded#retry', '/do/0/guarded#catch']);
  });

  it('lets an error through that the filter does not name', () => {
    const { trace, task } = rehearsePage('try-order', { stubs: [{ response: { status: 500 } }] });
    expect(task('order')).toHaveLength(1);
    expect(trace.error).toMatchObject({ status: 500, instance: '/do/0/guarded/try/0/order' });
  });
});
