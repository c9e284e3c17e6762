import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CanarySearch } from '../../../../shared/simulation/leaks/canarySearch.ts';
import { decodings } from '../../../../shared/simulation/leaks/decodings.ts';
import { TextSearch } from '../../../../shared/simulation/leaks/textSearch.ts';

const base32 = (text: string): string => {
  const bits = [...Buffer.from(text)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
};

describe('TextSearch', () => {
  it('finds what a search for each pattern by itself finds', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 8 }),
        fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 60 }),
        (patterns, text) => {
          const expected = patterns.flatMap((pattern, index) => (text.includes(pattern) ? [index] : []));
          expect([...new TextSearch(patterns).find(text)].sort((a, b) => a - b)).toEqual(expected);
        },
      ),
    );
  });
});

describe('CanarySearch', () => {
  const search = new CanarySearch([{ text: '987-41-2203', replaced: '078-05-1120' }]);
  const form = (text: string) => search.find(text)[0]?.form;

  it.each([
    ['987-41-2203', 'plain'],
    ['no. 987-41-2203.', 'plain'],
    ['987412203', 'formatted'],
    ['987 41 2203', 'formatted'],
    ['3022-14-789', 'reversed'],
    ['987%2D41%2D2203', 'uri'],
    ['987%252D41%252D2203', 'uri+uri'],
    ['&#57;&#56;&#55;-41-2203', 'html'],
    ['\\u0039\\u0038\\u0037-41-2203', 'escape'],
    ['57,56,55,45,52,49,45,50,50,48,51', 'codes'],
    [Buffer.from('{"a":"987-41-2203"}').toString('base64'), 'base64'],
    [Buffer.from('{"a":"987-41-2203"}').toString('base64url'), 'base64'],
    [Buffer.from('987-41-2203').toString('hex'), 'hex'],
    ['first 987-41', 'part'],
  ])('finds it in %s as %s', (text, expected) => {
    expect(form(text)).toBe(expected);
  });

  it.each(['', '987', '078-05-1120', 'SGVsbG8gd29ybGQ=', '987-14-2203', '0'.repeat(1_000)])(
    'does not find it in %j',
    (text) => {
      expect(form(text)).toBeUndefined();
    },
  );

  it.each([
    ['3481', '€3,481.00'],
    ['3481', 'EUR 3.481,00'],
    ['3481', '3 481 kr'],
    ['3481', 'Pay 3\u202f481,50 less 3,481'],
    ['99.5', '99.50 in all'],
  ])('finds the amount %s in %s as formatted', (amount, text) => {
    expect(new CanarySearch([{ text: amount, replaced: null }]).find(text)).toEqual([{ index: 0, form: 'formatted' }]);
  });

  it.each(['13,481.00', '3,481.50', '3,48', '34,810.00', '3,481,000'])(
    'does not find the amount 3481 in %s',
    (text) => {
      expect(new CanarySearch([{ text: '3481', replaced: null }]).find(text)).toEqual([]);
    },
  );

  it('finds it in an encoded text wherever it begins', () => {
    const letters = fc.string({ unit: fc.constantFrom('x', 'y', ' ', '{', ':'), maxLength: 12 });
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        const text = `${before}987-41-2203${after}`;
        expect(form(Buffer.from(text).toString('base64'))).toBe('base64');
        expect(form(Buffer.from(text).toString('base64').slice(1))).toBeDefined();
        expect(form(Buffer.from(text).toString('hex'))).toBe('hex');
        expect(form(base32(text))).toBe('base32');
      }),
    );
  });

  it('takes any text, and bounds what it makes of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(search.find(text).length).toBeLessThanOrEqual(1);
      }),
    );
    const nested = Array.from({ length: 6 }).reduce<string>(
      (text) => Buffer.from(text).toString('base64'),
      'x'.repeat(50_000),
    );
    const views = decodings(nested);
    expect(views.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(5_000_000);
  });
});
