import { describe, expect, it } from 'vitest';
import { rehearsePage } from './rehearsePage.ts';

describe('reading: where an error happened', () => {
  it('is the pointer with index and name, whatever the definition writes', () => {
    const { trace, task } = rehearsePage('error-instance');
    expect(trace.output).toEqual({ at: '/do/0/outer/try/1/inner' });
    expect(task('inner')[0]?.error?.instance).toBe('/do/0/outer/try/1/inner');
  });
});
