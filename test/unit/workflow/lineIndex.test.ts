import { expect, test } from 'vitest';
import { lineIndex } from '../../../shared/workflow/lineIndex.ts';
import { joinPointer, lastPointerToken, parentPointer, splitPointer } from '../../../shared/workflow/pointer.ts';

test('lines and columns count from 1, whatever ends a line', () => {
  const text = 'ab\ncd\r\ne\rf';
  const index = lineIndex(text);
  expect(index.lineCount).toBe(4);
  expect(index.positionAt(0)).toEqual({ line: 1, column: 1 });
  expect(index.positionAt(4)).toEqual({ line: 2, column: 2 });
  expect(index.positionAt(text.length)).toEqual({ line: 4, column: 2 });
  expect(index.positionAt(99)).toEqual({ line: 4, column: 2 });
  for (const offset of [0, 1, 2, 3, 4, 5, 7, 8, 9, 10]) {
    expect(index.offsetAt(index.positionAt(offset))).toBe(offset);
  }
});

test('positions that do not exist move to the nearest', () => {
  const index = lineIndex('ab\ncd\r\ne');
  expect(index.offsetAt({ line: 1, column: 50 })).toBe(2);
  expect(index.offsetAt({ line: 2, column: 50 })).toBe(5);
  expect(index.offsetAt({ line: 9, column: 50 })).toBe(8);
  expect(index.offsetAt({ line: 0, column: 0 })).toBe(0);
  expect(lineIndex('').offsetAt({ line: 1, column: 1 })).toBe(0);
});

test('pointers escape and come apart again', () => {
  expect(joinPointer('/do', 0, 'a/b~c')).toBe('/do/0/a~1b~0c');
  expect(splitPointer('/do/0/a~1b~0c')).toEqual(['do', '0', 'a/b~c']);
  expect(splitPointer('')).toEqual([]);
  expect(splitPointer('/~01')).toEqual(['~1']);
  expect(parentPointer('/do/0')).toBe('/do');
  expect(parentPointer('')).toBe('');
  expect(lastPointerToken('/do/a~1b')).toBe('a/b');
});
