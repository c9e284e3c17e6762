import { describe, expect, it } from 'vitest';
import { classOfNames } from '../../../shared/policy/classOfNames.ts';
import { defaultPolicy } from '../../../shared/policy/defaultPolicy.ts';
import { isMeantPlace } from '../../../shared/policy/meantPlaces.ts';

describe('classOfNames', () => {
  it.each<[string, string | null]>([
    ['ssn', 'ssn'],
    ['ssns', 'ssn'],
    ['employee.salary', 'salary'],
    ['salary.amount', 'salary'],
    ['salary.currency', null],
    ['card.number', 'card'],
    ['tax.id', 'ssn'],
    ['order.id', null],
    ['', null],
  ])('goes by the last two names: %s', (names, expected) => {
    expect(classOfNames(names.split('.'), defaultPolicy)).toBe(expected);
  });
});

describe('isMeantPlace', () => {
  it.each<[string, string, string[], boolean]>([
    ['email', 'email', ['to'], true],
    ['email', 'email', ['bcc', '0'], true],
    ['email', 'email', ['body'], false],
    ['phone', 'notification', ['to'], true],
    ['phone', 'webhook', ['to'], false],
    ['ssn', 'email', ['to'], false],
    ['token', 'webhook', ['headers', 'X-Api-Key'], true],
    ['token', 'http', ['headers', 'Accept'], false],
    ['secret', 'http', ['endpoint', 'authentication', 'bearer', 'token'], true],
    ['secret', 'http', ['body', 'token'], false],
    ['email', 'http', ['headers', 'Authorization'], false],
  ])('says of %s in %s at %j: %s', (sensitiveClass, kind, path, expected) => {
    expect(isMeantPlace(sensitiveClass, kind, path)).toBe(expected);
  });
});
