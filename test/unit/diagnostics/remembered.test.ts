import { expect, test } from 'vitest';
import { remembered } from '../../../shared/diagnostics/remembered.ts';

/** A remembered function, and how often it was worked out for each text. */
function counted() {
  const counts = new Map<string, number>();
  const read = remembered((text) => {
    counts.set(text, (counts.get(text) ?? 0) + 1);
    return text.length;
  });
  return { read, timesOf: (text: string) => counts.get(text) ?? 0 };
}

test('works out a short text once, and a long one each time', () => {
  const { read, timesOf } = counted();
  const long = 'x'.repeat(5_000);
  expect([read('a'), read('a'), read(long), read(long)]).toEqual([1, 1, 5_000, 5_000]);
  expect([timesOf('a'), timesOf(long)]).toEqual([1, 2]);
});

test('keeps what is asked for again and again among many others, and lets the others go', () => {
  const { read, timesOf } = counted();
  const other = (index: number) => `${index}`.padStart(4_000, '-');
  for (let index = 0; index < 2_000; index += 1) {
    read('often');
    read(other(index));
  }
  expect(timesOf('often')).toBe(1);
  expect(read(other(0))).toBe(4_000);
  expect(timesOf(other(0))).toBe(2);
});
