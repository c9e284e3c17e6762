import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DataClassifier } from '../../../shared/masking/classify.ts';
import { detectWhole } from '../../../shared/masking/detectors.ts';
import { maskDataset } from '../../../shared/masking/maskDataset.ts';

const key = new Uint8Array(32).fill(3);
const classifier: DataClassifier = {
  name: (name) => (/name$/i.test(name) ? 'name' : name === 'ssn' ? 'ssn' : null),
  value: detectWhole,
};

const people = `id,full_name,contact,ssn,note,amount
1,Ana Petrov,ana@corp.example,078-05-1120,paid by 4111111111111111,12.50
2,Ben Okafor,ben@corp.example,219-09-9999,nothing,7
`;

function mask(
  text: string,
  format: 'csv' | 'json' = 'csv',
  choices: { column: string; class: string; operator: string }[] = [],
) {
  const masked = maskDataset(text, { format, classifier, choices, key });
  if (!masked.ok) throw new Error(masked.error.message);
  return masked.value;
}

describe('maskDataset', () => {
  it('says of every column what it is, why, and what was done', () => {
    expect(mask(people).columns).toEqual([
      { name: 'id', class: 'none', because: 'nothing', matching: 0, operator: 'keep', masked: 0 },
      { name: 'full_name', class: 'name', because: 'name', matching: 0, operator: 'fake', masked: 2 },
      { name: 'contact', class: 'email', because: 'content', matching: 1, operator: 'fake', masked: 2 },
      { name: 'ssn', class: 'ssn', because: 'name-and-content', matching: 1, operator: 'fake', masked: 2 },
      { name: 'note', class: 'text', because: 'content', matching: 0, operator: 'scrub', masked: 1 },
      { name: 'amount', class: 'none', because: 'nothing', matching: 0, operator: 'keep', masked: 0 },
    ]);
  });

  it('leaves no raw value of a sensitive column anywhere in its answer', () => {
    const answer = JSON.stringify(mask(people));
    for (const raw of ['Petrov', 'Okafor', 'corp.example', '078-05-1120', '219-09-9999', '4111111111111111']) {
      expect(answer).not.toContain(raw);
    }
    expect(answer).toContain('12.5');
  });

  it('masks at any depth of JSON', () => {
    const text = JSON.stringify([{ customer: { ssn: '078-05-1120' }, lines: [{ card: '4111111111111111' }] }]);
    const masked = mask(text, 'json');
    expect(masked.columns.map(({ name, class: dataClass }) => [name, dataClass])).toEqual([
      ['customer.ssn', 'ssn'],
      ['lines[].card', 'card'],
    ]);
    expect(JSON.stringify(masked.rows)).not.toMatch(/078-05-1120|4111111111111111/);
  });

  it('finds a card number that is a JSON number among texts', () => {
    const masked = mask(
      JSON.stringify([{ r: 'a' }, { r: 'b' }, { r: 'c' }, { r: 4111111111111111 }, { r: 7 }]),
      'json',
    );
    expect(masked.columns).toMatchObject([{ class: 'text', masked: 1 }]);
    expect(JSON.stringify(masked.rows)).not.toContain('4111111111111111');
    expect(masked.rows[4]).toEqual({ r: 7 });
  });

  it.each([
    [
      'the first record of a file without a header line',
      'Ana,ana@corp.example,219-09-9999\nBen,ben@corp.example,1\n',
      'csv',
    ],
    ['a key of a map', '[{"balances":{"ana@corp.example":5}}]', 'json'],
  ] as const)('refuses %s as the name of a column, without repeating it', (_what, text, format) => {
    const masked = maskDataset(text, { format, classifier, key });
    expect(masked).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    expect(JSON.stringify(masked)).not.toContain('ana@corp.example');
  });

  it('refuses more columns than a table has, in either format', () => {
    const names = Array.from({ length: 5_000 }, (_, index) => `c${index}`);
    const row = Object.fromEntries(names.map((name) => [name, 1]));
    for (const [text, format] of [
      [names.join(','), 'csv'],
      [JSON.stringify([row]), 'json'],
    ] as const) {
      expect(maskDataset(text, { format, classifier, key })).toMatchObject({ ok: false, error: { code: 'limit' } });
    }
  });

  it('takes a row with a very long list', () => {
    expect(mask(JSON.stringify([{ values: new Array(300_000).fill(0) }]), 'json').rows).toHaveLength(1);
  });

  it('takes a plain name for a person’s where it stands beside an e-mail address', () => {
    const text = JSON.stringify([
      { who: { name: 'Ana Petrov', email: 'ana@corp.example' }, product: { name: 'Desk lamp', price: 5 } },
    ]);
    const nameless: DataClassifier = { ...classifier, name: () => null };
    const masked = maskDataset(text, { format: 'json', classifier: nameless, key });
    const classes = masked.ok ? masked.value.columns.map(({ name, class: dataClass }) => [name, dataClass]) : [];
    expect(classes).toEqual([
      ['who.name', 'name'],
      ['who.email', 'email'],
      ['product.name', 'none'],
      ['product.price', 'none'],
    ]);
  });

  it('follows a choice and says so', () => {
    const masked = mask(people, 'csv', [{ column: 'amount', class: 'salary', operator: 'redact' }]);
    expect(masked.columns.at(-1)).toMatchObject({ class: 'salary', because: 'chosen', operator: 'redact', masked: 2 });
    expect(masked.rows[0]).toMatchObject({ amount: '[redacted]' });
  });

  it.each([
    { column: 'amount', class: 'nonsense', operator: 'redact' },
    { column: 'amount', class: 'salary', operator: 'nonsense' },
  ])('refuses the choice %j', (choice) => {
    const masked = maskDataset(people, { format: 'csv', classifier, choices: [choice], key });
    expect(masked).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });

  it('lets no e-mail address through, wherever it stands', () => {
    const address = fc.stringMatching(/^[a-z]{3,12}@[a-z]{3,10}\.test$/);
    fc.assert(
      fc.property(fc.array(address, { minLength: 1, maxLength: 8 }), fc.string(), (addresses, around) => {
        const rows = addresses.map((value, index) =>
          index % 2 === 0 ? { a: { b: [value] } } : { text: `${around} ${value}.` },
        );
        expect(JSON.stringify(mask(JSON.stringify(rows), 'json').rows)).not.toContain('.test');
      }),
      { numRuns: 60 },
    );
  });
});
