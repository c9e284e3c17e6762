import { expect, it } from 'vitest';
import { noRateLimitOrBreaker } from '../../shared/diagnostics/rules/no-rate-limit-or-breaker.ts';
import { describeRule, fixed, marked } from './ruleHarness.ts';

describeRule(noRateLimitOrBreaker);

const rule = noRateLimitOrBreaker;
const loop = (
  many: string,
  task = `{ call: 'email:1.0.0@default', with: { to: a@example.com, subject: s, body: b } }`,
) => `- all:\n    for: { in: '${many}' }\n    do: [ { one: ${task} } ]\n`;

it.each([
  ['.people', 1],
  ['${ .people }', 1],
  ['.people[:1000]', 0],
  ['.people[:1001]', 1],
  ['.people[:-1]', 1],
  ['[limit(10; .people[])]', 0],
  ['[.people[] | select(.x)]', 1],
  ['[.a, .b, "c"]', 0],
  ['.people | .[:5]', 0],
  ['[range(2000)]', 1],
  ['.people[:10] | map(.mail) | sort', 0],
  ['[.people[:10][] | .mail]', 0],
  ['.people | map(.mail)', 1],
])('reads a loop over %s', (many, count) => {
  expect(marked(rule, loop(many))).toHaveLength(count);
});

it('goes by the limit of the policy for each action', () => {
  const push = `{ call: 'notification:1.0.0@default', with: { channel: push, to: a, title: t, body: b } }`;
  expect(marked(rule, loop('.people[:5000]', push))).toEqual([]);
  const policy = { policy: 1 as const, limits: { notification: 10 } };
  expect(marked(rule, loop('.people[:5000]', push), policy)).toHaveLength(1);
});

it('takes a part of the list', () => {
  expect(fixed(rule, loop('.people'))).toContain("in: '.people[:1000]'");
  expect(fixed(rule, loop('.people').replace("{ in: '.people' }", '{ each: one, in: .people }'))).toContain(
    "in: '.people[:1000]' }",
  );
  expect(fixed(rule, loop('${ .people | sort }'))).toContain("in: '${ (.people | sort)[:1000] }'");
});

it('leaves calls and what stands outside of loops alone', () => {
  expect(marked(rule, loop('.people', '{ set: { x: 1 } }'))).toEqual([]);
});

it('wants failures to end the loop at some time', () => {
  const attempt = (caught: string) =>
    loop(
      '.ids[:5]',
      `{ try: [ { send: { call: 'webhook:1.0.0@default', with: { url: "https://example.com", method: post } } } ], catch: ${caught} }`,
    );
  expect(marked(rule, attempt('{ do: [ { n: { set: { x: 1 } } } ] }'))).toEqual(['catch']);
  expect(
    marked(rule, attempt('{ do: [ { n: { raise: { error: { type: "https://e.example.com/x", status: 500 } } } } ] }')),
  ).toEqual([]);
  expect(marked(rule, attempt('{ errors: { with: { status: 404 } }, do: [ { n: { set: { x: 1 } } } ] }'))).toEqual([]);
});

it('counts the turns that `while` allows', () => {
  const bounded = (condition: string) => loop('.people').replace('    do:', `    while: '${condition}'\n    do:`);
  expect(marked(rule, bounded('$index < 100'))).toEqual([]);
  expect(marked(rule, bounded('$index < 100 and .open'))).toEqual([]);
  expect(marked(rule, bounded('$index < 100 or .open'))).toHaveLength(1);
  expect(marked(rule, bounded('$index < 100000'))).toHaveLength(1);
});

it('knows retries that the breaker of the policy refuses', () => {
  const retried = (retry: string) =>
    `- all:\n    try: [ { one: { call: webhook:1.0.0@default, with: { url: https://example.com, method: get } } } ]\n    catch: { retry: ${retry} }\n`;
  const often = '{ delay: PT1S, limit: { attempt: { count: 10 } } }';
  expect(marked(rule, retried(often))).toEqual(['retry']);
  expect(marked(rule, retried('{ delay: PT2M, limit: { attempt: { count: 10 } } }'))).toEqual([]);
  expect(
    marked(rule, retried('{ delay: PT1S, backoff: { exponential: {} }, limit: { attempt: { count: 10 } } }')),
  ).toEqual([]);
  expect(marked(rule, retried('{ delay: PT1S, limit: { attempt: { count: 4 } } }'))).toEqual([]);
  const policy = (failures: number, openSeconds: number) => ({
    policy: 1 as const,
    breakers: { failures, openSeconds },
  });
  expect(marked(rule, retried(often), policy(11, 60))).toEqual([]);
  expect(marked(rule, retried(often), policy(5, 1))).toEqual([]);
});
