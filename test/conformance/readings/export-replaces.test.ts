import { describe, expect, it } from 'vitest';
import { rehearsePage } from './rehearsePage.ts';

describe('reading: what `export.as` does to the context', () => {
  it('takes its place', () => {
    expect(rehearsePage('export-replaces').trace.context).toEqual({ b: 2, c: 3 });
  });
});
