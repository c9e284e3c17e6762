import { describe, expect, it } from 'vitest';
import { rehearsePage } from './rehearsePage.ts';

describe('reading: texts without `${ }` in loose mode', () => {
  it('are expressions where they can be, and themselves where not', () => {
    const { trace } = rehearsePage('loose-mode', { input: { name: 'Ada' } });
    expect(trace.output).toEqual({ value: 'Ada', sum: 2, plain: 'Hello you', failing: '.name + 1', marked: 'Ada' });
  });

  it('fail where they are marked as expressions', () => {
    const { trace } = rehearsePage('loose-mode', {}, (text) =>
      text.replace("'${ .name }'", "'${ .name.x + [] | error }'"),
    );
    expect(trace.error).toMatchObject({ status: 400, instance: '/do/0/mixed' });
  });
});
