import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../shared/base/canonicalJson.ts';
import type { Json } from '../../../shared/base/json.ts';
import { anyJson } from './anyJson.ts';

/** A list in a list, so many times. */
function nested(levels: number): Json {
  let value: Json = 'x';
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

function attempt(write: () => string | undefined): string | undefined {
  try {
    return write();
  } catch {
    return undefined;
  }
}

describe('canonical JSON', () => {
  const shared = { b: [1, 'é'], a: null };
  const values: Json[] = [
    null,
    -0,
    1e21,
    1e-7,
    0.1 + 0.2,
    'tab\t, quote ", line\u2028, \u0000',
    { '9': 1, '10': 2, b: 3, a: 4, '\ufb33': 5, '😀': 6, '': 7 },
    { one: shared, two: [shared, shared], a: 'a', three: { a: 'a' } },
    JSON.parse('{ "__proto__": { "z": 1, "constructor": 2 } }'),
    // Alike but for their texts and for what is absent, and long enough to be kept.
    Array.from({ length: 4 }, (_, n) => ({
      z: 'same',
      b: `${n}`,
      a: n % 2 === 0 ? undefined : 'x'.repeat(300),
    })) as Json,
    [{ b: '', a: '' }, { b: '"', a: '' }, { b: '"', a: '\ud83d\ude00' }, { b: '', a: [] }, { a: '', b: '' }, {}],
    [shared, 'shared'].map((part) => ({ part, long: Array.from({ length: 100 }, () => part) })),
    nested(150),
    nested(50_000),
  ];

  it.each(values)('is what the library gives, for value %#', (value) => {
    expect(canonicalJson(value)).toBe(canonicalize(value));
  });

  it('is what the library gives for any value, also where parts are shared, and nothing where that gives nothing', () => {
    const property = fc.property(anyJson, anyJson, (one, other) => {
      const value = [one, { one, other: [other, one] }, other];
      expect(attempt(() => canonicalJson(value))).toBe(attempt(() => canonicalize(value)));
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('leaves out members that are absent', () => {
    const value = { b: undefined, a: 1 } as unknown as Json;
    expect(canonicalJson(value)).toBe('{"a":1}');
  });

  it.each(['\ud800', { '\udc00': 1 }, [Number.NaN], undefined])('has no form for %j', (value) => {
    expect(() => canonicalJson(value as Json)).toThrow();
  });
});
