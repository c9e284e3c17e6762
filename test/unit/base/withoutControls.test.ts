import { describe, expect, it } from 'vitest';
import { oneLine, withoutControls } from '../../../shared/base/withoutControls.ts';

describe('a line for a terminal', () => {
  it.each([
    ['a tab\tstays', 'a tab\tstays'],
    ['\u001b[31mred\u0007', '\ufffd[31mred\ufffd'],
    ['\u009b2J and \u202e back', '\ufffd2J and \ufffd back'],
    ['é 🚲 字', 'é 🚲 字'],
  ])('%j', (text, shown) => {
    expect(withoutControls(text)).toBe(shown);
  });

  it('is one, however many there were', () => {
    expect(oneLine('one\n  two\r\nthree')).toBe('one two three');
  });

  it('keeps a text of very many spaces', () => {
    expect(oneLine(' '.repeat(1_000_000))).toHaveLength(1_000_000);
  });
});
