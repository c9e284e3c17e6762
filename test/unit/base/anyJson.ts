import fc from 'fast-check';
import type { Json } from '../../../shared/base/json.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('__proto__', 'toJSON', '9', '10', '4294967295', '\ud800', '"', '\ufb33', '\ud83d\ude00', ''),
);
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-0, 1e21, 1e-7, 2 ** 53, 5e-324),
);

/** Any JSON, much of it what canonical forms are got wrong with: names that engines reorder, odd numbers, lone surrogates. */
export const anyJson: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(text, number, fc.boolean(), fc.constant(null)),
    fc.array(tie('json'), { maxLength: 5 }),
    fc.dictionary(text, tie('json'), { maxKeys: 7 }),
  ),
})).json;
