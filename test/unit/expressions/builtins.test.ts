import { describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/base/json.ts';
import { compileExpression } from '../../../shared/expressions/compileExpression.ts';
import { parseJson } from '../../../shared/expressions/parseJson.ts';
import { printJson } from '../../../shared/expressions/printJson.ts';

function run(source: string, input: Json = null): Json[] | string {
  const compiled = compileExpression(source);
  if (!compiled.ok) return `compile: ${compiled.error.message}`;
  const result = compiled.value.evaluate(input, { now: 1_700_000_000 });
  return result.ok ? result.value : result.error.message;
}

describe('regular expressions', () => {
  it('know Unicode letters, digits and spaces', () => {
    expect(run('[match("\\\\w+"; "g").string]', 'héllo wörld')).toEqual([['héllo', 'wörld']]);
    expect(run('[scan("[\\\\d\\\\s]+")]', 'a1\u00a02b')).toEqual([['1\u00a02']]);
  });

  it('count offsets in code points', () => {
    expect(run('[match("b"; "g").offset]', '😀b😀b')).toEqual([[1, 3]]);
  });

  it('say clearly what a linear-time engine lacks', () => {
    expect(run('test("a(?=b)")', 'ab')).toMatch(/look-around, back-references/);
    expect(run('test("(a)\\\\1")', 'aa')).toMatch(/look-around, back-references/);
    expect(run('test("(")', 'a')).toMatch(/^Regex failure: missing closing/);
  });

  it('are kept by their source and flags', () => {
    const patterns = [
      { p: 'b', f: null },
      { p: 'b', f: 'i' },
      { p: 'b', f: null },
      { p: '', f: 'n' },
    ];
    expect(run('"aB" as $text | map(. as {$p, $f} | $text | test($p; $f))', patterns)).toEqual([
      [false, true, false, false],
    ]);
  });

  it('take texts apart and put others in their place', () => {
    expect(run('[splits(", *")], split("a"; "i"), [scan("(.)(b)?")]', 'a, Ab')).toEqual([
      ['a', 'Ab'],
      ['', ', ', 'b'],
      [
        ['a', null],
        [',', null],
        [' ', null],
        ['A', 'b'],
      ],
    ]);
    expect(run('capture("(?<first>[A-Z])(?<none>x)?")', 'aB')).toEqual([{ first: 'B', none: null }]);
    expect(run('gsub("(?<c>[a-z])"; "<\\(.c)>"), gsub(""; "-"), sub("b"; "1", "2")', 'ab')).toEqual([
      '<a><b>',
      '-a-b-',
      'a1',
      'a2',
    ]);
    expect(run('[gsub("[ab]"; .x, "y")], [gsub("a"; empty)], [sub("c"; "d")]', 'ab')).toEqual([
      ['', 'yy'],
      ['ab'],
      ['ab'],
    ]);
    expect(run('[match("b"; "g").offset], [splits("b")], test("B"), test("B"; "i")', '😀bAb')).toEqual([
      [1, 3],
      ['😀', 'A', ''],
      false,
      true,
    ]);
    expect(run('gsub("a"; 1)', 'ab')).toBe('string ("") and number (1) cannot be added');
  });

  it('look behind', () => {
    expect(run('gsub("(?<=a)b"; "c")', 'abb')).toEqual(['acb']);
  });
});

describe('corners that jq has', () => {
  it.each([
    ['(null, {}, 0, []) | reverse', [[], [], [], []]],
    [
      '({a: 1}, 3, true) | try reverse catch .',
      ['Cannot index object with number (0)', 'Cannot index number with number (2)', 'boolean (true) has no length'],
    ],
    ['[range(null; 0; -1)], [range(0; null; 1)], [limit(3; range(0; "a"; 1))]', [[], [], [0, 1, 2]]],
    ['[limit(3; range("a"; "b"; "c"))], [limit(2; range(0; 5; 0))]', [['a', 'ac', 'acc'], []]],
    ['try range(null) catch .', ['Range bounds must be numeric']],
    // Cut off, overlong, a surrogate, beyond Unicode, and a stray continuation.
    [
      '("4pw=", "4kE=", "wIA=", "7aCA", "9JCAgA==", "gIA=", "4pxBQg==") | @base64d',
      ['\ufffd', '\ufffd', '\ufffd\ufffd', '\ufffd', '\ufffd', '\ufffd\ufffd', '\ufffdAB'],
    ],
  ])('%s', (source, expected) => {
    expect(run(`[${source}]`)).toEqual([expected]);
  });
});

describe('dates', () => {
  it('give the time that they are told', () => {
    expect(run('now | todate')).toEqual(['2023-11-14T22:13:20Z']);
  });

  it.each([
    ['"2024-02-29T12:34:56Z" | fromdate', 1_709_210_096],
    [
      '1709210096 | strftime("%A %-d %B %Y, %I:%M %p, day %j, week %V")',
      'Thursday 29 February 2024, 12:34 PM, day 060, week 09',
    ],
    ['"10 Mar 2021 05:06" | strptime("%d %b %Y %H:%M") | mktime', 1_615_352_760],
    ['-1 | todate', '1969-12-31T23:59:59Z'],
    ['[2024, 12, 1] | mktime', 1_735_689_600],
    ['253402300800 | todate', '10000-01-01T00:00:00Z'],
  ])('%s', (source, expected) => {
    expect(run(source)).toEqual([expected]);
  });
});

describe('numbers as they were written', () => {
  it.each(['100000000000000000001', '1.000', '[1.10,1E+2]', '{"b":1,"10":2,"9":3}', '-0', '12345678901234567890.5'])(
    'keeps %s',
    (text) => {
      const compiled = compileExpression('.');
      const outputs = compiled.ok ? compiled.value.evaluateExact(parseJson(text)).outputs : [];
      expect(outputs.map((value) => printJson(value))).toEqual([text]);
    },
  );

  it('computes with doubles, and gives doubles to those who want plain JSON', () => {
    expect(run('100000000000000000001 | . + 0, [.]')).toEqual([1e20, [1e20]]);
    expect(run('[nan, infinite, -infinite]')).toEqual([[null, Number.MAX_VALUE, -Number.MAX_VALUE]]);
  });
});
