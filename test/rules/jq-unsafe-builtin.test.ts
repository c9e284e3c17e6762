import { expect, it } from 'vitest';
import { jqUnsafeBuiltin } from '../../shared/diagnostics/rules/jq-unsafe-builtin.ts';
import { completed, describeRule, findingsIn, marked } from './ruleHarness.ts';

describeRule(jqUnsafeBuiltin);

const rule = jqUnsafeBuiltin;
const set = (jq: string) => `- a:\n    set:\n      x: ${JSON.stringify(`\${ ${jq} }`)}\n`;

it.each([
  ['env.HOME', ['env']],
  ['$ENV | keys', ['$ENV']],
  ['.a | debug', ['debug']],
  ['[.[] | debug(.a)]', ['debug']],
  ['[inputs]', ['inputs']],
  ['.env', []],
  ['{env: .x, debug: 1}', []],
  ['"env"', []],
  ['$input.env', []],
  ['def env: 1; env', []],
  ['def f(input): input; f(.a)', []],
  ['(def env: 1; 2) | env.HOME', ['env']],
  ['def f(env): env; f(1) + env.HOME', ['env']],
  ['def g: def env: 1; env; g', []],
  ['$__prog_args', ['$__prog_args']],
])('reads %s', (jq, expected) => {
  expect(marked(rule, set(jq))).toEqual(expected);
});

it('looks at bare expressions', () => {
  expect(marked(rule, '- a:\n    if: env.DEBUG == "1"\n    set: { x: 1 }\n')).toEqual(['env']);
});

it('grades logs lower', () => {
  const severities = ['env', 'debug'].map((jq) =>
    findingsIn(completed(set(jq))).find(({ rule: id }) => id === rule.id),
  );
  expect(severities.map((found) => found?.severity)).toEqual(['error', 'warning']);
});
