import { expect, test } from 'vitest';
import { jsonSchema, maxJsonDepth } from '../../shared/contract/values.ts';

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

test.each([
  ['null', null],
  ['a number', -1.5e-7],
  ['a text', 'ü\u0000'],
  ['a list', [1, 'a', null, [true]]],
  ['an object', { a: { b: [] }, '': 0 }],
  ['an own __proto__', JSON.parse('{"__proto__": {"a": 1}}')],
  ['an object without a prototype', Object.assign(Object.create(null), { a: 1 })],
  ['as deep as allowed', nested(maxJsonDepth)],
])('%s is JSON', (_what, value) => {
  expect(jsonSchema.safeParse(value)).toEqual({ success: true, data: value });
});

const circular: unknown[] = [];
circular.push(circular);

/** Forty levels, each of which holds the next one twice. */
function shared(): unknown {
  let value: unknown = [];
  for (let level = 0; level < 40; level += 1) value = [value, value];
  return value;
}

test.each([
  ['nothing', undefined],
  ['not a number', Number.NaN],
  ['infinity', [Number.POSITIVE_INFINITY]],
  ['a big integer', 1n],
  ['a date', { at: new Date(0) }],
  ['a map', new Map()],
  ['a function', [() => 1]],
  ['a symbol', Symbol('a')],
  ['bytes', new Uint8Array(2)],
  ['a hole', new Array(2)],
  ['a member that is not there', { a: undefined }],
  ['one level too deep', nested(maxJsonDepth + 1)],
  ['a hundred thousand levels', nested(100_000)],
  ['itself', circular],
  ['a bomb of shared parts', shared()],
])('%s is none', (_what, value) => {
  expect(jsonSchema.safeParse(value).success).toBe(false);
});
