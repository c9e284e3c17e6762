import { describe, expect, it } from 'vitest';
import { applyTextEdits } from '../../renderer/state/documents/applyTextEdits.ts';
import { changedLines } from '../../renderer/state/documents/changedLines.ts';

describe('the edit between two texts', () => {
  it.each([
    ['a\nb\nc\n', 'a\nx\nc\n', 'x'],
    ['a\nb\nc\n', 'a\nc\n', null],
    ['a\nc\n', 'a\nb\nc\n', null],
    ['aa\naa\n', 'aa\naa\naa\n', null],
    ['same', 'same', null],
    ['', 'new\n', 'new\n'],
    ['one line 😀', 'one line 😁', 'one line 😁'],
  ])('makes %j of %j, over whole lines', (before, after, words) => {
    const edit = changedLines(before, after);
    expect(applyTextEdits(before, [edit])).toBe(after);
    if (words !== null) expect(edit.newText).toBe(words);
  });
});
