import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rewritePipes } from '../../../shared/templates/pipes.ts';

describe('rewritePipes', () => {
  it.each([
    ['{{ssn | mask_ssn}}', '{{mask_ssn ssn}}'],
    ['{{amount | currency "EUR"}}', '{{currency amount "EUR"}}'],
    ['{{a|b|c}}', '{{c (b a)}}'],
    ['{{~ x | default "a|b" | upper ~}}', '{{~upper (default x "a|b")~}}'],
    ['{{{a | b}}}', '{{{b a}}}'],
    ['{{~{a | b}~}} {{c | d}}', '{{~{b a}~}} {{d c}}'],
    ['{{& a | b}}', '{{&b a}}'],
    ['{{upper name | truncate 10}}', '{{truncate (upper name) 10}}'],
    ['{{upper (lower a) | truncate 10}}', '{{truncate (upper (lower a)) 10}}'],
    ['{{"a b" | upper}}', '{{upper "a b"}}'],
    ['{{a.[x|y] | f}}', '{{f a.[x|y]}}'],
    ["{{a | f 'it\\'s | b'}}", "{{f a 'it\\'s | b'}}"],
  ])('rewrites %s', (from, to) => {
    expect(rewritePipes(from).text).toBe(to);
  });

  it.each([
    'a | b',
    '{{#each xs as |x i|}}{{x}}{{/each}}',
    '{{else if a as |b|}}',
    '{{! a | b }}',
    '{{!-- }} | --}}',
    '\\{{a | b}}',
    '{{a | }}',
    '{{a | b',
    '{{"a | b}}',
    '{{> part | a}}',
  ])('leaves %s as it is', (text) => {
    expect(rewritePipes(text).text).toBe(text);
  });

  it('leads ranges back to the original', () => {
    const text = 'Pay {{ amount | currency "EUR" | upper }} now';
    const { text: rewritten, original } = rewritePipes(text);
    const back = (part: string) => {
      const start = rewritten.indexOf(part);
      const range = original({ start, end: start + part.length });
      return text.slice(range.start, range.end);
    };
    for (const part of ['Pay ', 'amount', 'currency', '"EUR"', 'upper', ' now']) expect(back(part)).toBe(part);
    expect(back('(currency amount "EUR")')).toBe('amount | currency "EUR"');
    expect(back(rewritten)).toBe(text);
  });

  it('keeps every range inside the original, whatever the text', () => {
    const part = fc.constantFrom(
      '{{',
      '}}',
      '|',
      '"',
      "'",
      '[',
      ']',
      '(',
      ')',
      'a',
      ' ',
      '~',
      '#',
      '!',
      '--',
      '{',
      '\\',
      '\n',
      'else',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), fc.nat(60), fc.nat(60), (parts, a, b) => {
        const text = parts.join('');
        const { original } = rewritePipes(text);
        const { start, end } = original({ start: Math.min(a, b), end: Math.max(a, b) });
        return start >= 0 && start <= end && (!text.includes('|') || end <= text.length);
      }),
      { seed: 4 },
    );
  });

  it('takes time in proportion to the text', () => {
    for (const piece of ['{{', '{{a | b}}', '{{a | ', '{{!', '[', '"', '{{a | b (', '{{{{']) {
      rewritePipes(`${piece.repeat(20_000)}|`);
    }
  });
});
