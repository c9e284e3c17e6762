import { describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/base/json.ts';
import { compileExpression } from '../../../shared/expressions/compileExpression.ts';

function run(source: string, input: Json = null, variables: { [name: string]: Json } = {}): Json[] | string {
  const compiled = compileExpression(source, { variables: Object.keys(variables) });
  if (!compiled.ok) return `compile: ${compiled.error.message}`;
  const result = compiled.value.evaluate(input, { variables });
  return result.ok ? result.value : result.error.message;
}

describe('evaluating expressions', () => {
  it('reads fields, elements and slices', () => {
    expect(run('.a.b, .c[0], .c[1:]', { a: { b: 1 }, c: [2, 3] })).toEqual([1, 2, [3]]);
  });

  it('never reads what JavaScript inherits', () => {
    expect(run('.constructor, .__proto__, .toString, has("valueOf")', {})).toEqual([null, null, null, false]);
    expect(run('.["constructor"].a', {})).toEqual([null]);
  });

  it('makes nothing where an update is empty', () => {
    const sources = ['null | .[0] |= empty', 'null | .a |= empty', 'null | .[1:] |= empty', '[1] | .[3] |= empty'];
    expect(sources.map((source) => run(source))).toEqual([[null], [null], [null], [[1]]]);
    expect(run('[1, 2, 3, 4] | (.[0], .[5], .[1]) |= empty')).toEqual([[3, 4]]);
    expect(run('{} | .a.b |= empty')).toEqual([{}]);
    expect(run('[{a: 1}] | map_values(.a |= empty)')).toEqual([[{}]]);
  });

  it('keeps a __proto__ key as data', () => {
    expect(JSON.stringify(run('{__proto__: 1} | .["__proto__"] += 1', null))).toBe('[{"__proto__":2}]');
  });

  it('keeps the order in which keys were put', () => {
    expect(run('{b: 1, "2": 2, "1": 3, a: 4} | keys_unsorted, keys, (del(.["2"]) | keys_unsorted)')).toEqual([
      ['b', '2', '1', 'a'],
      ['1', '2', 'a', 'b'],
      ['b', '1', 'a'],
    ]);
  });

  it('gives variables by name, null where none was given', () => {
    expect(run('$context.x + $n', null, { context: { x: 2 }, n: 3 })).toEqual([5]);
  });

  it('tells an unknown variable or function from its place', () => {
    const compiled = compileExpression('.a | nope($x)');
    expect(compiled.ok ? null : compiled.error).toMatchObject({ range: { start: 10, end: 12 } });
    expect(run('foo(1)')).toBe('compile: foo/1 is not defined.');
  });

  it('gives the outputs made before an error', () => {
    const compiled = compileExpression('1, 2, error("no")');
    const result = compiled.ok ? compiled.value.evaluate(null) : null;
    expect(result).toEqual({
      ok: false,
      error: { code: 'error', message: 'no', messageWithoutData: null, value: 'no', outputs: [1, 2] },
    });
  });

  it('computes nothing beyond the first output when asked for the first', () => {
    const compiled = compileExpression('1, error("no")');
    expect(compiled.ok && compiled.value.first(null)).toEqual({ ok: true, value: 1 });
  });
});

describe('changing values', () => {
  it('takes null for a value, and no output for a deletion', () => {
    expect(run('map_values(.c?), (.[0] |= null), (.[] |= empty)', [{ b: 0 }, { c: 1 }])).toEqual([
      [null, 1],
      [null, { c: 1 }],
      [],
    ]);
  });

  it('never changes its input or a value that was seen before', () => {
    const input = { list: [1], nested: { a: { b: 1 } } };
    const before = JSON.stringify(input);
    expect(run('.nested.a.b += 1 | .list += [2]', input)).toEqual([{ list: [1, 2], nested: { a: { b: 2 } } }]);
    expect(JSON.stringify(input)).toBe(before);
    expect(run('reduce range(3) as $i ({}; .a += [$i] | .copy = .a)')).toEqual([{ a: [0, 1, 2], copy: [0, 1, 2] }]);
    expect(run('reduce range(3) as $i ([]; . + [$i] | . + [[.[0]]])')).toEqual([[0, [0], 1, [0], 2, [0]]]);
    expect(run('reduce range(2) as $i ({a: [0]}; .b = .a | .a[0] += 1)')).toEqual([{ a: [2], b: [1] }]);
    expect(run('reduce range(2) as $i ({a: {}}; .b += .a | .a["k\\($i)"] = $i)')).toEqual([
      { a: { k0: 0, k1: 1 }, b: { k0: 0 } },
    ]);
    expect(run('reduce range(2) as $i ({a: [0]}; .a |= [., .] | .a[0][0] = 9)')).toEqual(
      run('def step: .a |= [., .] | .a[0][0] = 9; {a: [0]} | step | step'),
    );
  });
});
