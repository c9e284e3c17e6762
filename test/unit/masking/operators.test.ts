import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FF1 } from '@noble/ciphers/ff1.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passesIbanCheck, passesLuhn } from '../../../shared/masking/checkDigits.ts';
import { encipherDigits, preserveFormat } from '../../../shared/masking/formatPreserving.ts';
import { maskScalar, redacted } from '../../../shared/masking/operators.ts';
import { referenceFolder } from '../../reference.ts';

const key = new Uint8Array(32).fill(7);
const otherKey = new Uint8Array(32).fill(8);
const crypto = referenceFolder('crypto');

interface Vectors {
  testGroups: { radix: number; tests: { key: string; tweak: string; msg: number[]; ct: number[]; result: string }[] }[];
}

describe.skipIf(crypto === null)('FF1 of the library against Wycheproof', () => {
  it('gives the ciphertext of every valid vector', () => {
    const vectors: Vectors = JSON.parse(readFileSync(join(crypto ?? '', 'aes_ff1_radix10_test.json'), 'utf8'));
    const cases = vectors.testGroups.flatMap((group) =>
      group.tests.filter((test) => test.result === 'valid').map((test) => ({ ...test, radix: group.radix })),
    );
    expect(cases.length).toBeGreaterThan(500);
    for (const test of cases.filter((_, index) => index % 10 === 0)) {
      const cipher = FF1(test.radix, Buffer.from(test.key, 'hex'), Buffer.from(test.tweak, 'hex'));
      expect(cipher.encrypt([...test.msg])).toEqual(test.ct);
    }
  });
});

describe('format-preserving', () => {
  it('refuses a domain that is too small to hide in', () => {
    expect(encipherDigits(key, 'x', 10, [1, 2, 3, 4, 5])).toBeNull();
    expect(preserveFormat(key, 'x', 'A-12345')).toBe('X-00000');
  });

  it('keeps length, separators and cases of any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const shape = (value: string) => value.replace(/[0-9]/g, '0').replace(/[A-Z]/g, 'A').replace(/[a-z]/g, 'a');
        expect(shape(preserveFormat(key, 'x', text))).toBe(shape(text));
      }),
    );
  });

  it('keeps a card a card and an IBAN an IBAN', () => {
    const card = String(maskScalar('4111-1111-1111-1111', 'card', 'format-preserving', key));
    expect(card).toMatch(/^4\d{3}-\d{4}-\d{4}-\d{4}$/);
    expect(card).not.toBe('4111-1111-1111-1111');
    expect(passesLuhn(card.replaceAll('-', ''))).toBe(true);
    const iban = String(maskScalar('GB82 WEST 1234 5698 7654 32', 'iban', 'format-preserving', key));
    expect(iban).toMatch(/^GB\d\d [A-Z]{4} /);
    expect(passesIbanCheck(iban.replaceAll(' ', ''))).toBe(true);
  });
});

describe('fake', () => {
  it.each([
    ['email', 'ana@corp.example', /^[a-z0-9._-]+@example\.com$/],
    ['phone', '+49 30 123456', /^\+1-[2-8]\d\d-555-01\d\d$/],
    ['ssn', '078-05-1120', /^9\d\d-[0-4]\d-\d{4}$/],
    ['ip', '8.8.8.8', /^192\.0\.2\.\d+$/],
    ['ip', '2606:4700::1', /^2001:db8::/],
    ['name', 'Ana Petrov', /^\S+ \S.*$/],
    ['name', 'Ana', /^\S+$/],
  ] as const)('%s comes from a range that is nobody’s', (dataClass, value, pattern) => {
    expect(maskScalar(value, dataClass, 'fake', key)).toMatch(pattern);
  });

  it('gives the same value the same replacement under one key and another under the next', () => {
    const values = Array.from({ length: 20 }, (_, index) => `person${index}@corp.example`);
    const mask = (secret: Uint8Array) => values.map((value) => maskScalar(value, 'email', 'fake', secret));
    expect(mask(key)).toEqual(mask(key));
    expect(mask(key)).not.toEqual(mask(otherKey));
  });
});

describe('the other operators', () => {
  it('generalise dates to their year and amounts to their magnitude', () => {
    expect(maskScalar('1984-07-23', 'birthdate', 'generalise', key)).toBe('1984-01-01');
    expect(maskScalar('23 July', 'birthdate', 'generalise', key)).toBe(redacted);
    expect(maskScalar(61_250, 'salary', 'generalise', key)).toBe(60_000);
    expect(maskScalar('61250', 'salary', 'generalise', key)).toBe('60000');
    expect(maskScalar('a lot', 'salary', 'generalise', key)).toBe(redacted);
  });

  it('scrub takes the data out of a text', () => {
    const text = maskScalar('SSN 078-05-1120 was sent to ana@corp.example', 'text', 'scrub', key);
    expect(text).toMatch(/^SSN 9\d\d-\d\d-\d{4} was sent to \S+@example\.com$/);
  });

  it('redact and hash leave nothing of the value', () => {
    expect(maskScalar('flu', 'health', 'redact', key)).toBe(redacted);
    expect(maskScalar('E-1001', 'identifier', 'hash', key)).toMatch(/^identifier-[0-9a-f]{16}$/);
  });

  it('leave null, empty text and kept values alone', () => {
    expect(maskScalar(null, 'ssn', 'fake', key)).toBeNull();
    expect(maskScalar('', 'ssn', 'fake', key)).toBe('');
    expect(maskScalar('kept', 'none', 'keep', key)).toBe('kept');
  });
});
