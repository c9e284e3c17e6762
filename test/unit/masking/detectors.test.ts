import { describe, expect, it } from 'vitest';
import { ibanCheckDigits, luhnCheckDigit, passesIbanCheck, passesLuhn } from '../../../shared/masking/checkDigits.ts';
import { detectWhole, replaceEmbedded } from '../../../shared/masking/detectors.ts';

describe('check digits', () => {
  it('completes and recognises Luhn numbers', () => {
    expect(luhnCheckDigit('7992739871')).toBe(3);
    expect(passesLuhn('79927398713')).toBe(true);
    expect(passesLuhn('79927398710')).toBe(false);
  });

  it('completes and recognises IBANs', () => {
    expect(ibanCheckDigits('GB', 'WEST12345698765432')).toBe('82');
    expect(passesIbanCheck('GB82WEST12345698765432')).toBe(true);
    expect(passesIbanCheck('GB83WEST12345698765432')).toBe(false);
  });
});

describe('detectWhole', () => {
  it.each([
    ['ana.petrov@example.com', 'email'],
    ['078-05-1120', 'ssn'],
    ['4111 1111 1111 1111', 'card'],
    ['4111111111111111', 'card'],
    ['GB82 WEST 1234 5698 7654 32', 'iban'],
    ['DE89370400440532013000', 'iban'],
    ['+1 212-555-2368', 'phone'],
    ['(212) 555-2368', 'phone'],
    ['203.0.113.7', 'ip'],
    ['2001:db8:0:0:0:0:0:1', 'ip'],
  ])('%s is %s', (value, dataClass) => {
    expect(detectWhole(value)).toBe(dataClass);
  });

  it.each([
    '',
    'Berlin',
    '000-12-3456',
    '4111111111111112',
    'GB83WEST12345698765432',
    '2024-01-31',
    '999.1.1.1',
    '12345',
  ])('%s is nothing', (value) => {
    expect(detectWhole(value)).toBeNull();
  });

  it('does not take a long text for a datum', () => {
    expect(detectWhole(`${'a'.repeat(300)}@example.com`)).toBeNull();
  });
});

describe('replaceEmbedded', () => {
  it('replaces every datum in a text and leaves the rest', () => {
    const text = 'Call +1 212-555-2368 or write to ana@example.com about 078-05-1120.';
    expect(replaceEmbedded(text, (_, dataClass) => `<${dataClass}>`)).toBe(
      'Call <phone> or write to <email> about <ssn>.',
    );
  });

  it('stays linear on hostile text', () => {
    expect(replaceEmbedded('1 '.repeat(100_000), () => '#')).toHaveLength(200_000);
    expect(replaceEmbedded('a.'.repeat(100_000), () => '#')).toHaveLength(200_000);
  });
});
