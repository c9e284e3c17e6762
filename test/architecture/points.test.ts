import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'resources/docs/dev/points.md'), 'utf8');
const rows = [...page.matchAll(/^\| (\d+)\. [^|]+\| ([^|]+) \|$/gm)].map((match) => ({
  point: Number(match[1]),
  shownBy: match[2] ?? '',
}));
/** A test by file and name, or a whole file where no name follows. */
const tests = rows.flatMap(({ point, shownBy }) =>
  [...shownBy.matchAll(/`(test\/[^`]+)`(?: “([^”]+)”)?/g)].map(([, file = '', name = '']) => ({ point, file, name })),
);
/** Points that are part of the first release; the others come with later parts. */
const required = [1, 2, 3, 4, 5, 7, 8, 9, 10, 15, 16, 18, 19, 20, 21, 23, 24];

describe('the points that the window promises', () => {
  it('are twenty-five', () => {
    expect(rows.map(({ point }) => point)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  });

  it('are shown by tests, or say what is missing', () => {
    const silent = rows.filter(({ point, shownBy }) => {
      const isOpen = required.includes(point) || !shownBy.includes('not yet:');
      return isOpen && !tests.some((test) => test.point === point);
    });
    expect(silent).toEqual([]);
    expect(rows.filter(({ point, shownBy }) => required.includes(point) && shownBy.includes('not yet'))).toEqual([]);
  });

  it.each(tests)('$point: $file has “$name”', ({ file, name }) => {
    expect(existsSync(join(root, file))).toBe(true);
    expect(readFileSync(join(root, file), 'utf8')).toContain(name);
  });
});
