import { expect, it } from 'vitest';
import { unboundedRetry } from '../../shared/diagnostics/rules/unbounded-retry.ts';
import { completed, describeRule, fixed, marked } from './ruleHarness.ts';

describeRule(unboundedRetry);

const rule = unboundedRetry;
const attempt = (retry: string, more = '') =>
  `- a:\n    try: [ { b: { set: { x: 1 } } } ]\n${more}    catch:\n      retry: ${retry}\n`;

it('marks the policy where it is written', () => {
  expect(marked(rule, attempt('{ delay: PT1S }'))).toEqual(['retry']);
  const named = completed(attempt('slowly') + attempt('slowly').replace('a:', 'c:')).replace(
    'do:',
    'use: { retries: { slowly: { delay: PT1S }, unused: { delay: PT1S } } }\ndo:',
  );
  expect(marked(rule, named)).toEqual(['slowly']);
});

it('takes the duration of one attempt for no limit', () => {
  const retry = '{ limit: { attempt: { duration: PT1M } } }';
  expect(marked(rule, attempt(retry))).toEqual(['retry']);
  expect(marked(rule, fixed(rule, attempt(retry)))).toEqual([]);
});

it('counts limits around it', () => {
  expect(marked(rule, attempt('{ delay: PT1S }', '    timeout: { after: PT1H }\n'))).toEqual([]);
  const whole = completed(attempt('{ delay: PT1S }')).replace('do:', 'timeout: { after: PT1H }\ndo:');
  expect(marked(rule, whole)).toEqual([]);
});

it('passes over policies that there are not', () => {
  expect(marked(rule, attempt('nobody'))).toEqual([]);
  expect(marked(rule, '- a:\n    try: [ { b: { set: { x: 1 } } } ]\n    catch: {}\n')).toEqual([]);
});

it('adds a limit in the notation that is there', () => {
  expect(fixed(rule, attempt('{ delay: PT1S }'))).toContain('retry: { limit: { attempt: { count: 5 } }, delay: PT1S }');
  expect(fixed(rule, attempt('\n        delay: PT1S'))).toContain(
    '\n        limit: { attempt: { count: 5 } }\n        delay',
  );
});
