import { describe, expect, it } from 'vitest';
import { rehearsePage } from './rehearsePage.ts';

describe('reading: what a `fork` gives', () => {
  it('is the output of the branch that completes first', () => {
    const { trace, task } = rehearsePage('fork-results');
    expect(trace.output).toEqual({ winner: 'fast' });
    expect(task('slow')[0]?.status).toBe('cancelled');
    expect(Date.parse(trace.endedAt) - Date.parse(trace.startedAt)).toBe(2_000);
  });

  it('is a list in the order of declaration without compete', () => {
    const { trace } = rehearsePage('fork-results', {}, (text) => text.replace('compete: true', 'compete: false'));
    expect(trace.output).toEqual([{ winner: 'slow' }, { winner: 'fast' }]);
  });

  it('keeps the context of a branch to itself', () => {
    const exported = (text: string) =>
      text.replace('set: { winner: fast }', 'set: { winner: fast }, export: { as: . }');
    expect(rehearsePage('fork-results', {}, exported).trace.context).toEqual({});
  });
});
