import { describe, expect, it } from 'vitest';
import { isAmbiguous } from '../../shared/diagnostics/patternShape.ts';
import { redos } from '../../shared/diagnostics/rules/redos.ts';
import { describeRule, marked } from './ruleHarness.ts';

describeRule(redos);

it('marks the pattern in an expression, and no other text', () => {
  const text = `- a:\n    set:\n      x: '\${ .a | sub("(a+)+"; "(b+)+") }'\n      y: '\${ .a | split("(a+)+") }'\n      pattern: (a+)+\n`;
  expect(marked(redos, text)).toEqual(['"(a+)+"']);
});

describe('isAmbiguous', () => {
  it.each(['\\', '(a\\', '^([A-Z0-9]+\\', '[a\\', '[a-\\'])(
    'passes over %s, which ends in the middle of an escape',
    (pattern) => {
      expect(isAmbiguous(pattern)).toBe(false);
    },
  );

  it.each([
    '(a+)+',
    '(a*)*$',
    '(?:a+)+',
    '(?<name>a+)+',
    '((a+))+',
    '(a+b?)+',
    '(.*,)*',
    '(\\w+\\s?)*',
    '(a|a)*',
    '(\\w|\\d)+',
    '([a-z]+[a-z0-9]*)+',
    '(x|a+)+',
    '(a+){20,}',
    '(a{1,50}){1,50}',
    'x(y(a+)+z)?',
  ])('finds %s', (pattern) => expect(isAmbiguous(pattern)).toBe(true));

  it.each([
    'a+',
    '(ab+)+',
    '(a+b)+',
    '(\\w+\\.)+\\w+',
    '(\\d+-\\d+)+',
    '[A-Z0-9]+(-[A-Z0-9]+)*',
    '(?:,[^,]*)*',
    '(.|\\n)*',
    '(a|b)*',
    '(a+){3}',
    '(a+)?',
    '(?>a+)+',
    '(a++)+',
    '\\(a+\\)+',
    '[(a+)+]',
    '^[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+(\\.[a-zA-Z0-9-]+)*$',
    '(?:[0-9]{1,3}\\.){3}[0-9]{1,3}',
    '(\\w+(?::\\w+x))+',
    '(a+',
    '(a+)+)',
    '',
  ])('accepts %s', (pattern) => expect(isAmbiguous(pattern)).toBe(false));

  it('takes patterns of any shape', () => {
    expect(isAmbiguous('('.repeat(5_000))).toBe(false);
    expect(isAmbiguous(`${'('.repeat(400)}a+${')+'.repeat(400)}`)).toBe(false);
    expect(isAmbiguous(`(${'a?b+'.repeat(240)})+`)).toBe(true);
  });
});

it.each([
  ['"(a+)+$" as $re | .t | test($re)', ['$re']],
  ['.t | test("^(a+" + ")+$")', ['"^(a+" + ")+$"']],
  ['.t | test(["(a+)+$", "x"])', ['"(a+)+$"']],
  ['.t | test($context.pattern)', ['$context.pattern']],
  ['.t | test("^" + "a+$")', []],
])('reads the pattern of %s', (jq, expected) => {
  expect(marked(redos, `- a:\n    set:\n      x: '\${ ${jq} }'\n`)).toEqual(expected);
});

it('reads scripts and names of properties', () => {
  const text = `document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }
input: { schema: { document: { type: object, patternProperties: { '^(a+)+$': { type: string }, '^a+$': { type: string } } } } }
do:
- a: { run: { script: { language: js, code: 'return [/(a+)+$/.test(x), new RegExp("(b+)+").test(x), /c+/.test(x)]' } } }
- b: { run: { script: { language: python, code: 'import re; print(re.match(r"(d+)+", x), re.search("e+", x))' } } }
`;
  expect(marked(redos, text)).toEqual([`'^(a+)+$'`, '/(a+)+$/', '"(b+)+"', 'r"(d+)+"']);
});
