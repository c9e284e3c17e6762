import { describe, expect, it } from 'vitest';
import { maskDataset } from '../../../shared/masking/maskDataset.ts';
import { policyClassifier } from '../../../shared/masking/policyClassifier.ts';
import { valueClassifier } from '../../../shared/masking/valueClassifier.ts';
import { defaultPolicy } from '../../../shared/policy/defaultPolicy.ts';
import { mergePolicy } from '../../../shared/policy/mergePolicy.ts';

const badge = { names: [], values: ['EMP-[0-9]{5}'], exposure: 'error' as const, mask: 'mask' };
const policy = mergePolicy(defaultPolicy, { policy: 1, sensitive: { classes: { badge } } });

describe('valueClassifier', () => {
  it.each([
    ['EMP-40212', 'badge'],
    [' EMP-40212 ', 'badge'],
    ['078-05-1120', 'ssn'],
    ['987-12-3456', 'ssn'],
    ['ana@corp.example', 'email'],
    ['4111 1111 1111 1111', 'card'],
    ['DE89 3704 0044 0532 0130 00', 'iban'],
  ])('takes %s for %s', (value, expected) => {
    expect(valueClassifier(policy)(value)).toBe(expected);
  });

  it.each(['', 'EMP-4021', 'see EMP-40212', '1234 5678 1234 5678', 'AB12345', 'US12 ABCD EFGH', 'x'.repeat(1_000)])(
    'takes %s for nothing: a pattern fits whole values, and check digits have to be right',
    (value) => {
      expect(valueClassifier(policy)(value)).toBeNull();
    },
  );
});

describe('policyClassifier', () => {
  it('masks values of a class that only the policy knows', () => {
    const text = JSON.stringify([{ note: 'EMP-40212' }, { note: 'EMP-40213' }]);
    const masked = maskDataset(text, {
      format: 'json',
      classifier: policyClassifier(policy),
      key: new Uint8Array(32).fill(3),
    });
    expect(masked.ok && masked.value.columns).toMatchObject([{ name: 'note', class: 'other', because: 'content' }]);
    expect(JSON.stringify(masked)).not.toContain('EMP-4021');
  });

  it('leaves flags and counts of sensitive data as they are', () => {
    const row = { hasSsn: true, isEmailVerified: false, ssnCount: 3, ssn: '078-05-1120' };
    const masked = maskDataset(JSON.stringify([row]), {
      format: 'json',
      classifier: policyClassifier(defaultPolicy),
      key: new Uint8Array(32).fill(3),
    });
    expect(masked.ok && masked.value.rows[0]).toEqual({ ...row, ssn: expect.not.stringContaining('078') });
  });
});
