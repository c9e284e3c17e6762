import { describe, expect, it } from 'vitest';
import { rehearsePage } from './rehearsePage.ts';

describe('reading: where an expression needs `${ }`', () => {
  it('takes a bare text for an expression only where nothing else makes sense', () => {
    const { trace } = rehearsePage('strict-expressions', { input: { wanted: true, name: 'Ada' } });
    expect(trace.output).toEqual({ bare: '.name', marked: 'Ada', around: 'Hello ${ .name }', seen: true });
  });

  it('takes null and false for no', () => {
    expect(rehearsePage('strict-expressions', { input: { name: 'Ada' } }).task('pick')[0]?.status).toBe('skipped');
    expect(rehearsePage('strict-expressions', { input: { wanted: 0 } }).task('pick')[0]?.status).toBe('completed');
  });
});
