import { describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/base/json.ts';
import { Decimal } from '../../../shared/expressions/decimal.ts';
import { RunLimit } from '../../../shared/simulation/fault.ts';
import { ValueSizes } from '../../../shared/simulation/valueSizes.ts';

/** A list in a list, so many times. */
function nested(levels: number): Json[] {
  let value: Json[] = [];
  for (let level = 1; level < levels; level++) value = [value];
  return value;
}

const long = 'x'.repeat(100);

describe('sizes of values', () => {
  it('are about those of their JSON, however parts are shared', () => {
    const part = { text: long, list: [1, null, true] };
    const value = { first: part, again: [part, { ...part }], name: 'short' };
    const { length } = JSON.stringify(value);
    const size = new ValueSizes(10).sizeOf(value);
    expect(size).toBeGreaterThan(length * 0.8);
    expect(size).toBeLessThan(length * 1.5);
    const sizes = new ValueSizes(10);
    sizes.sizeOf(part);
    expect(sizes.sizeOf([part])).toBe(new ValueSizes(10).sizeOf([{ ...part }]));
  });

  it('stop where a value is nested too deep, also by a part that is known', () => {
    const sizes = new ValueSizes(10);
    const part = [long, nested(8)];
    sizes.sizeOf([part]);
    expect(() => sizes.sizeOf([[part]])).toThrow(RunLimit);
    expect(sizes.sizeOf([part])).toBeGreaterThan(100);
    expect(sizes.has([[part]])).toBe(false);
  });

  it('tell plain JSON from what only expressions know', () => {
    const decimal = new Decimal(false, '1', 400) as unknown as Json;
    const sizes = new ValueSizes(10);
    for (const other of [Number.NaN, Number.POSITIVE_INFINITY, decimal]) {
      const part = { text: long, other };
      expect(sizes.has([other])).toBe(false);
      expect(sizes.has({ part, plain: [long] })).toBe(false);
      expect(sizes.has([[long], part])).toBe(false);
      expect(sizes.has([part, [long]])).toBe(false);
      expect(sizes.has([[long], 1])).toBe(true);
    }
    expect(sizes.has(decimal as Json & object)).toBe(false);
  });
});
