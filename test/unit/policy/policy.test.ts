import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allowsHost } from '../../../shared/policy/allowsHost.ts';
import { classifyName, wordsOfName } from '../../../shared/policy/classifyName.ts';
import { compilePattern } from '../../../shared/policy/compilePattern.ts';
import { defaultPolicy } from '../../../shared/policy/defaultPolicy.ts';
import { mergePolicy } from '../../../shared/policy/mergePolicy.ts';
import { parsePolicy } from '../../../shared/policy/parsePolicy.ts';
import { policySchema } from '../../../shared/policy/policy.ts';
import { allHelpers } from '../../../shared/templates/checkTemplate.ts';
import { cleans } from '../../../shared/templates/maskingHelpers.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';

function read(text: string) {
  const document = parseDocument(text, 'yaml');
  if (!document.ok) throw new Error(document.error.message);
  return { document: document.value, parsed: parsePolicy(document.value) };
}

function problemsIn(text: string): [string, string][] {
  const { parsed } = read(text);
  if (parsed.ok) throw new Error('the policy is fine');
  return parsed.error.map(({ message, range }) => [message, text.slice(range.start, range.end)]);
}

describe('the default policy', () => {
  it('is shipped as it is in the code', () => {
    const { document } = read(
      readFileSync(join(import.meta.dirname, '../../../resources/policy/default.yaml'), 'utf8'),
    );
    expect(document.problems).toEqual([]);
    expect(document.value).toEqual(defaultPolicy);
    expect(policySchema.parse(document.value)).toEqual(defaultPolicy);
  });

  it('has only patterns that compile, and masks that clean their class', () => {
    for (const [name, { names, values, mask }] of Object.entries(defaultPolicy.sensitive.classes)) {
      for (const pattern of [...names, ...values]) expect(compilePattern(pattern), pattern).not.toBeNull();
      expect(cleans(mask, name)).toBe(true);
    }
  });

  it('allows every helper that there is', () => {
    expect(new Set(defaultPolicy.templates.helpers)).toEqual(allHelpers);
  });
});

describe('parsePolicy', () => {
  it('points at each key that is no part of a policy', () => {
    expect(problemsIn('policy: 1\nlimfoo: [bar]\nnetwork: { allow: [] }\n')).toEqual([
      ['`network.allow` of the policy: is no part of a policy.', 'allow'],
      ['`limfoo` of the policy: is no part of a policy.', 'limfoo'],
    ]);
  });

  it('takes what is left out from the policy below', () => {
    const { parsed } = read('policy: 1\nnetwork: { allowedDomains: [example.com] }\nseverities: { no-timeout: off }\n');
    expect(parsed).toEqual({
      ok: true,
      value: {
        ...defaultPolicy,
        network: { allowedDomains: ['example.com'], blockedRanges: [] },
        severities: { 'no-timeout': 'off' },
      },
    });
  });

  it('refuses a document whole, and says where each mistake is', () => {
    expect(problemsIn('policy: 1\nlimits: { email: -5 }\nnetwerk: {}\n')).toEqual([
      [expect.stringContaining('`limits.email`'), '-5'],
      [expect.stringContaining('netwerk'), expect.anything()],
    ]);
  });

  it.each([
    ['policy: 2', '2'],
    ['policy: 1\nnetwork: { allowedDomains: ["https://example.com"] }', '"https://example.com"'],
    ['policy: 1\nnetwork: { blockedRanges: [10.0.0.0/33] }', '10.0.0.0/33'],
    ['policy: 1\nsensitive: { classes: { x: { names: ["(a)\\\\1"], exposure: error } } }', '"(a)\\\\1"'],
    ['policy: 1\nsensitive: { classes: { x: { names: ["a(?=b)"], exposure: error } } }', '"a(?=b)"'],
    ['policy: 1\nwaivers: [{ rule: no-timeout, reason: fine, until: soon }]', 'soon'],
    ['[]', '[]'],
  ])('objects to %s', (text, marked) => {
    expect(problemsIn(text).map(([, where]) => where)).toContain(marked);
  });

  it('objects to broken YAML', () => {
    expect(problemsIn('policy: 1\n  network: {\n')).not.toEqual([]);
  });
});

describe('mergePolicy', () => {
  it('replaces a class by name and tries new ones first', () => {
    const merged = mergePolicy(defaultPolicy, {
      policy: 1,
      sensitive: {
        classes: {
          staff: { names: ['^phone$'], values: [], exposure: 'error', mask: 'mask' },
          name: { names: ['^nick$'], values: [], exposure: 'note', mask: 'mask' },
        },
      },
    });
    expect(classifyName('phone', merged)).toBe('staff');
    expect(classifyName('firstName', merged)).toBeNull();
    expect(classifyName('nick', merged)).toBe('name');
    expect(classifyName('ssn', merged)).toBe('ssn');
  });
});

describe('classifyName', () => {
  it.each([
    ['creditCard_No2', 'credit card no 2'],
    ['IBANNumber', 'iban number'],
    ['  e-mail.address ', 'e mail address'],
    ['geburts_Straße', 'geburts straße'],
  ])('reads %s as words', (name, words) => {
    expect(wordsOfName(name)).toBe(words);
  });

  it.each([
    ['ssn', 'ssn'],
    ['customerSSN', 'ssn'],
    ['socialSecurityNumber', 'ssn'],
    ['tax_id', 'ssn'],
    ['iban', 'iban'],
    ['bankAccountNumber', 'iban'],
    ['creditCardNumber', 'card'],
    ['cvv', 'password'],
    ['userPassword', 'password'],
    ['accessToken', 'token'],
    ['API_KEY', 'token'],
    ['diagnosis', 'health'],
    ['netSalary', 'salary'],
    ['dateOfBirth', 'birthdate'],
    ['contactEmail', 'email'],
    ['e-mail', 'email'],
    ['mobilePhone', 'phone'],
    ['shipping_address', 'address'],
    ['lastName', 'name'],
    ['bloodType', 'health'],
    ['ssnLast4', 'ssn'],
    ['isbnOrSsn', 'ssn'],
    ['countryOfBirthDate', 'birthdate'],
  ])('takes %s for %s', (name, expected) => {
    expect(classifyName(name, defaultPolicy)).toBe(expected);
  });

  it.each([
    'id',
    'status',
    'healthCheck',
    'passwordPolicy',
    'tokenCount',
    'emailSent',
    'cardinality',
    'pinned',
    'compensation',
    'ipAddress',
    'phoneOrder',
    'hasSsn',
    'isEmailVerified',
    'ssnCount',
    'numberOfSsn',
    'ssn_provided',
    'cardNumberValid',
    'passport-status',
    'total',
    '',
    'x'.repeat(500),
  ])('takes %s for nothing', (name) => {
    expect(classifyName(name, defaultPolicy)).toBeNull();
  });

  it('reads each pattern by itself: one that leaves a quote open silences no other', () => {
    const x = { names: ['\\Qcost', '^code name$'], values: [], exposure: 'error' as const, mask: 'mask' };
    const policy = mergePolicy(defaultPolicy, { policy: 1, sensitive: { classes: { x } } });
    expect(classifyName('codeName', policy)).toBe('x');
    expect(classifyName('cost', policy)).toBe('x');
  });
});

describe('compilePattern', () => {
  it('gives the places of all matches', () => {
    expect(compilePattern('b+', { ignoreCase: true })?.matches('aBb b')).toEqual([
      { start: 1, end: 3 },
      { start: 4, end: 5 },
    ]);
  });

  it('answers at once where others would not', () => {
    expect(compilePattern('(a+)+$')?.test(`${'a'.repeat(50_000)}b`)).toBe(false);
  });
});

describe('allowsHost', () => {
  it('matches hosts whole, and only below a wildcard', () => {
    expect(allowsHost(['example.com'], 'EXAMPLE.com')).toBe(true);
    expect(allowsHost(['*.example.com'], 'a.example.com')).toBe(true);
    expect(allowsHost(['*.example.com'], 'example.com')).toBe(false);
    expect(allowsHost(['*.example.com'], '.example.com')).toBe(false);
    expect(allowsHost(['example.com'], 'a.example.com')).toBe(false);
    expect(allowsHost([], 'example.com')).toBe(false);
  });
});
