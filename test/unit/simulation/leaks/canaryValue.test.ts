import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passesIbanCheck, passesLuhn } from '../../../../shared/masking/checkDigits.ts';
import { canaryValue } from '../../../../shared/simulation/leaks/canaryValue.ts';
import { Random } from '../../../../shared/simulation/random.ts';

/** The kind of each character: what stays as it is. */
const shape = (text: string): string => text.replace(/[A-Z]/g, 'A').replace(/[a-z]/g, 'a').replace(/[0-9]/g, '0');

describe('canaryValue', () => {
  it.each([
    ['078-05-1120', 'ssn'],
    ['078051120', 'ssn'],
    ['4111 1111 1111 1111', 'card'],
    ['DE89 3704 0044 0532 0130 00', 'iban'],
    ['ana.petrov@corp.example', 'email'],
    ['+1 (202) 456-1414', 'phone'],
    ['1980-04-12', 'birthdate'],
    ['1980-04-12T10:00:00Z', 'birthdate'],
    ['12.04.1980', 'birthdate'],
    ['4/9/1980', 'birthdate'],
    ['52300', 'salary'],
    ['52300.25', 'salary'],
    ['-7', 'salary'],
    ['Asthma', 'health'],
    ['k-83hf9-TT1', 'token'],
    ['7', 'password'],
    ['10.1.20.255', 'ip'],
    ['deadbeef-0123', 'token'],
  ])('makes another %s of the same format', (value, dataClass) => {
    for (let seed = 1; seed <= 50; seed++) {
      const canary = canaryValue(value, dataClass, new Random(seed));
      expect(shape(canary)).toBe(shape(value));
    }
  });

  it('keeps check digits right, and years, domains, issuers and magnitudes', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const random = new Random(seed);
      const card = canaryValue('4111 1111 1111 1111', 'card', random);
      expect(passesLuhn(card.replaceAll(' ', ''))).toBe(true);
      expect(card).toMatch(/^4111 11/);
      expect(passesIbanCheck(canaryValue('DE89 3704 0044 0532 0130 00', 'iban', random).replaceAll(' ', ''))).toBe(
        true,
      );
      expect(canaryValue('ana@corp.example', 'email', random)).toMatch(/@corp\.example$/);
      expect(canaryValue('078-05-1120', 'ssn', random)).toMatch(/^9\d\d-[0-4]\d-/);
      const date = canaryValue('1980-02-28', 'birthdate', random);
      expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
      expect(date).toMatch(/^1980-/);
      expect(canaryValue('52300', 'salary', random)).toMatch(/^52/);
      expect(Number(canaryValue('52300.20', 'salary', random))).toBeGreaterThan(52_000);
    }
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer(), (text, seed) => {
        const canary = canaryValue(text, 'token', new Random(seed));
        expect(typeof canary).toBe('string');
      }),
    );
  });
});
