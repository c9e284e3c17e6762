import { describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/base/json.ts';
import { compileExpression } from '../../../shared/expressions/compileExpression.ts';
import type { MeterLimits } from '../../../shared/expressions/meter.ts';

/** Small enough that every case ends at once. */
const meter: MeterLimits = { steps: 200_000, outputs: 1000, depth: 2000, memory: 8 * 1024 * 1024 };

function codeOf(source: string, input: Json = null): string {
  const compiled = compileExpression(source);
  if (!compiled.ok) return `compile: ${compiled.error.message}`;
  const result = compiled.value.evaluate(input, { meter });
  return result.ok ? 'ok' : result.error.code;
}

describe('hostile expressions end as a limit', () => {
  it.each([
    '[range(1e12)]',
    'range(1e12)',
    'repeat(1)',
    '[limit(1e9; repeat(1))]',
    'last(range(1e12))',
    '0 | until(false; . + 1)',
    '0 | [while(true; . + 1)]',
    'def f: f; f',
    'def f: 1 + f; f',
    'def f: f, f; f',
    'def f: [.] | f; f',
    'def f(g): f(g | g); f(.)',
    '[recurse(.)]',
    '"x" * 1e9',
    '"x" * 1e8 | [., .]',
    'reduce range(64) as $i ("a"; . + .)',
    'reduce range(64) as $i ([1]; . + .)',
    'reduce range(64) as $i (1; [., .]) | tojson',
    'reduce range(64) as $i (1; [., .])',
    'reduce range(64) as $i (1; [., .]) | flatten',
    'reduce range(64) as $i (1; [., .]) | [..] | length',
    'reduce range(1e9) as $i (0; . + 1)',
    'reduce range(90000) as $i ({}; .[$i | tostring] = 1)',
    'reduce range(90000) as $i ({}; . + {($i | tostring): 1})',
    '[range(1000)] | combinations(5)',
    '[.[] = 1] | .[1e8] = 1',
    '[1e8] | implode, ([range(1e5)] | [.[] as $x | .[] as $y | 1])',
    '.[500000000] = 1',
    '[range(1e5)] | map(tojson) | [.[] as $x | join("")]',
    '"a" * 1e5 | [splits("")] | map(. * 1e4)',
    '"a" * 1e5 | gsub("a"; "b" * 1e4)',
    '(.,.)|(.,.)|(.,.)|(.,.)|(.,.)|(.,.)|(.,.)|(.,.)|(.,.)|(.,.)|(.,.)|(.,.)',
    'try (def f: 1 + f; f) catch "caught"',
    '(def f: 1 + f; f)?, 1',
    'first(def f: f; f)',
    '[walk(repeat(.))]',
    'path(repeat(.))',
    '[1] | [paths(repeat(null))]',
  ])('%s', (source) => {
    expect(codeOf(source, [])).toBe('limit');
  });

  it('keeps the outputs made before', () => {
    const compiled = compileExpression('1, 2, repeat(empty)');
    const result = compiled.ok ? compiled.value.evaluate(null, { meter }) : null;
    expect(result).toMatchObject({ ok: false, error: { code: 'limit', outputs: [1, 2] } });
  });

  it('ends where an output before an error holds itself too often', () => {
    const compiled = compileExpression('reduce range(64) as $i (1; [., .]) | ., error("no")');
    const outcome = compiled.ok ? compiled.value.evaluateExact(null, { meter }) : null;
    expect(outcome).toMatchObject({ error: { code: 'limit', outputs: [] } });
  });

  it('matches regular expressions in linear time', () => {
    expect(codeOf('"a" * 30000 + "!" | test("^(a+)+$"), test("^(a|a)*$"), test("(.*)*x")')).toBe('ok');
  });

  it('never looks outside', () => {
    const compiled = compileExpression('[env, $ENV, now, input_filename, get_search_list]');
    expect(compiled.ok && compiled.value.first(null)).toEqual({ ok: true, value: [{}, {}, 0, null, []] });
  });

  it('never touches what all objects share', () => {
    codeOf(
      '{} | .__proto__.polluted = 1 | .constructor.prototype.polluted = 1 | setpath(["__proto__", "polluted"]; 1)',
    );
    codeOf('reduce ("__proto__", "constructor") as $k ({}; .[$k].polluted = 1)');
    codeOf('[{key: "__proto__", value: {polluted: 1}}] | from_entries | . * {__proto__: {polluted: 1}} | add');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('shares a meter between evaluations', () => {
    expect(codeOf('[range(1e5)] | length')).toBe('ok');
  });
});

describe('work on large values counts', () => {
  const list = '(reduce range(14) as $i ([1]; . + .))';
  const object = '(reduce range(2000) as $i ({}; .["k\\($i)"] = $i))';
  const text = '("äb" * 50000)';
  const deep = '(reduce range(300) as $i (1; [.]))';
  const cases: readonly (readonly [value: string, work: string])[] = [
    ...[
      'keys',
      'min',
      'reverse',
      '.[1:]',
      '. == (. + [])',
      'contains([2])',
      'index(2)',
      'indices(2)',
      'implode',
      '[.] - [. + []]',
      'first(.. | numbers)',
    ],
    ...[
      '@csv',
      '@sh',
      '.[2:5] |= .',
      'to_entries',
      'unique',
      'delpaths([[{start: 0, end: 9000}]])',
      '. as [$x] ?// $x | add',
    ],
  ].map((work) => [list, work] as const);
  const more: typeof cases = [
    ...[
      'keys',
      'length',
      '. + {a: 1}',
      '. * {a: 1}',
      '.a = 1',
      'del(.k1)',
      'first(.[])',
      'any',
      'inside(.)',
      '. == (. + {})',
      '. < {}',
    ].map((work) => [object, work] as const),
    ...[
      '. == (. + "")',
      '. < (. + "a")',
      'index("z")',
      'contains("z")',
      'split("z")',
      'test("z")',
      'gsub("z"; "y")',
      '@html',
      '@base64',
    ].map((work) => [text, work] as const),
    ...[
      '{a: 1} | .[$v]',
      '{a: 1} | has($v)',
      '{($v): 1}',
      '0 | strftime($v)',
      '"x" | strptime($v)?',
      '.[1:5]',
      'trim',
      'explode',
    ].map((work) => [text, work] as const),
    ...['contains(.)', '. == (. + [])', '[paths]', 'tojson'].map((work) => [deep, work] as const),
    ['[range(9000) | 0]', '. as $p | null | getpath($p)'],
    ['[range(9000) | 0]', '. as $p | null | delpaths([$p])'],
    ['("1" * 9000 | tonumber)', '[., .] | tojson'],
  ];

  it.each([...cases, ...more])('%s: %s', (value, work) => {
    const compiled = compileExpression(`${value} as $v | range(1e9) | $v | (${work}) | 0`);
    const result = compiled.ok
      ? compiled.value.evaluate(null, { meter: { steps: 400_000, memory: 2 ** 25, outputs: 20_000 } })
      : compiled;
    expect(result).toMatchObject({ ok: false, error: { message: expect.stringMatching(/(?:steps|of memory)\.$/) } });
  });
});

describe('deeply nested values', () => {
  it.each([
    'tojson | length',
    '[..] | length',
    '[paths] | length',
    'flatten',
    '. == .',
    '[., .] | sort | length',
    '[., .] | unique | length',
    'contains(.)',
    'tojson | fromjson | tojson | length',
  ])('%s', (source) => {
    const compiled = compileExpression(`reduce range(5000) as $i ([]; [.]) | ${source}`);
    const result = compiled.ok ? compiled.value.first(null, { meter: { memory: 2 ** 30 } }) : compiled;
    expect(result.ok).toBe(true);
  });
});
