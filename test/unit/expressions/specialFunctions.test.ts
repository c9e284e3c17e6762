import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../../shared/expressions/compileExpression.ts';

function answerOf(source: string): unknown {
  const compiled = compileExpression(source);
  if (!compiled.ok) throw new Error(compiled.error.message);
  const result = compiled.value.first(null);
  return result.ok ? result.value : result.error.message;
}

describe('special functions', () => {
  // Values of Debian's jq, and so of the C library that it is linked with.
  it.each([
    ['0.5 | erf', 0.520499877813047],
    ['-2.5 | erf', -0.999593047982555],
    ['0.5 | erfc', 0.479500122186953],
    ['5 | erfc', 1.53745979442803e-12],
    ['1 | j0', 0.765197686557967],
    ['10 | j0', -0.245935764451348],
    ['100 | j0', 0.0199858503042231],
    ['-1 | j1', -0.440050585744934],
    ['1 | y0', 0.088256964215677],
    ['17.7 | y1', 0.06382018001233],
    ['100 | y1', -0.0203723120027597],
    ['jn(2; 1)', 0.114903484931901],
    ['jn(40; 1)', 1.10791585113286e-60],
    ['jn(-3; 5)', -0.364831230613667],
    ['jn(7; 42)', 0.101238358956758],
    ['yn(2; 1)', -1.65068260681625],
    ['yn(2; 10)', -0.00586808244220863],
    ['jn(2; 1e-9)', 1.25e-19],
    ['yn(1; 1e-9)', -636619772.367581],
  ])('%s', (source, expected) => {
    expect(answerOf(source)).toBeCloseTo(expected, 11 - Math.ceil(Math.log10(Math.abs(expected))));
  });

  it('end at the edges of their domain', () => {
    expect(answerOf('[infinite, -infinite] | [.[] | erf, erfc]')).toEqual([1, 0, -1, 2]);
    expect(answerOf('[0, infinite | j0, j1] + [infinite | y0, y1] + [jn(5; 0), jn(10000; 1)]')).toEqual([
      1, 0, 0, 0, 0, 0, 0, 0,
    ]);
    expect(answerOf('[nan, -1 | y0, yn(3; .)] | map(isnan)')).toEqual([true, true, true, true]);
    expect(answerOf('jn(1e9; 1)')).toBe('orders beyond 10000 are not computed');
    expect(answerOf('"a" | erf')).toContain('number required');
  });
});

describe('modf', () => {
  it('gives the rest the sign of the number', () => {
    expect(answerOf('[-1, -2.5, 2.5, -infinite] | map(modf)')).toEqual([
      [-0, -1],
      [-0.5, -2],
      [0.5, 2],
      [-0, -Number.MAX_VALUE],
    ]);
  });
});

describe('what knows of files', () => {
  it('says that there are none', () => {
    expect(answerOf('[get_jq_origin, get_prog_origin, get_search_list]')).toEqual([null, null, []]);
    expect(answerOf('"a" | try modulemeta catch .')).toBe('module not found: a');
  });
});
