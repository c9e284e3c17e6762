import { describe, expect, it } from 'vitest';
import { findAll } from '../../../shared/expressions/findAll.ts';
import { Random } from '../../../shared/simulation/random.ts';

/** The same, by looking from each place anew. */
function naively(target: string, wanted: string): number[] {
  const places = Array.from({ length: target.length }, (_, place) => place);
  return wanted === '' ? [] : places.filter((place) => target.startsWith(wanted, place));
}

describe('findAll', () => {
  it('finds what looking from each place anew finds', () => {
    const random = new Random(1);
    const word = (most: number) =>
      Array.from({ length: random.integer() % most }, () => 'ab'[random.integer() % 2]).join('');
    for (let count = 0; count < 2_000; count++) {
      const [target, wanted] = [word(30), word(6)];
      expect([target, wanted, findAll(target, wanted, Object.is)]).toEqual([target, wanted, naively(target, wanted)]);
    }
  });

  it('compares no element more than a few times where all are alike', () => {
    let comparisons = 0;
    const isSame = (a: string, b: string) => ++comparisons > 0 && a === b;
    expect(findAll('a'.repeat(20_000), 'a'.repeat(10_000), isSame)).toHaveLength(10_001);
    expect(comparisons).toBeLessThan(100_000);
  });

  it('finds nothing that is not the same as itself', () => {
    expect(findAll([Number.NaN, 1], [Number.NaN], (a, b) => a === b)).toEqual([]);
  });
});
