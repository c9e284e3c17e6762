import { describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/base/json.ts';
import { RunLimit } from '../../../shared/simulation/fault.ts';
import { parseJsonPath } from '../../../shared/simulation/jsonPath.ts';

function found(path: string, value: Json): readonly Json[] {
  const read = parseJsonPath(path);
  if (!read.ok) throw new Error(read.error);
  return read.value(value);
}

describe('a JSON path', () => {
  it('finds members at any depth, the outer ones first', () => {
    const value = { a: { b: [{ a: 1 }, { a: { a: 2 } }] }, c: { a: 3 } };
    expect(found('$..a', value)).toEqual([value.a, 1, { a: 2 }, 2, 3]);
  });

  it('goes through lists as long as answers have them', () => {
    const items = Array.from({ length: 50_000 }, (_, n) => ({ n }));
    expect(found('$.items[*].n', { items })).toHaveLength(50_000);
  });

  it('finds what is nested deep', () => {
    let value: Json = { end: 1 };
    for (let depth = 0; depth < 20_000; depth++) value = { next: value };
    expect(found('$..end', value)).toEqual([1]);
  });

  it('ends where it finds the same values again and again', () => {
    let value: Json = 1;
    for (let depth = 0; depth < 400; depth++) value = { a: value };
    expect(() => found('$..a..a..a..a', value)).toThrow(RunLimit);
  });
});
