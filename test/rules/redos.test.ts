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
