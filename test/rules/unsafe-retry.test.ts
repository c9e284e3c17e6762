import { expect, it } from 'vitest';
import { unsafeRetry } from '../../shared/diagnostics/rules/unsafe-retry.ts';
import { describeRule, marked } from './ruleHarness.ts';

describeRule(unsafeRetry);

const rule = unsafeRetry;
const attempt = (task: string, errors = '') =>
  `- t:\n    try: [ { a: ${task} } ]\n    catch: { ${errors}retry: { delay: { seconds: 1 }, limit: { attempt: { count: 2 } } } }\n`;
const http = (method: string, more = '') =>
  `{ call: http, with: { method: ${method}, endpoint: "https://example.com/"${more} } }`;

it.each([
  [http('POST'), ['a']],
  [http('patch'), ['a']],
  [http('put'), []],
  [http('"${ .method }"'), []],
  [http('post', ', headers: { X-Request-Id: a }'), []],
  ['{ emit: { event: { with: { type: t, source: "https://example.com" } } } }', ['a']],
  [`{ call: 'email:1.0.0@default', with: { to: a@example.com, subject: s, body: b } }`, ['a']],
  [`{ call: 'database:1.0.0@default', with: { connection: c, operation: insert, table: t, values: { x: 1 } } }`, ['a']],
  [`{ call: 'database:1.0.0@default', with: { connection: c, operation: query, table: t } }`, []],
  [`{ do: [ { b: ${http('post')} } ] }`, ['b']],
])('reads %s', (task, expected) => {
  expect(marked(rule, attempt(task))).toEqual(expected);
});

it('lets requests be repeated that were refused', () => {
  expect(marked(rule, attempt(http('post'), 'errors: { with: { status: 429 } }, '))).toEqual([]);
  expect(marked(rule, attempt(http('post'), 'errors: { with: { status: 500 } }, '))).toEqual(['a']);
});

it('says it once, at the innermost retry, and leaves the handlers alone', () => {
  expect(
    marked(
      rule,
      attempt(
        `{ try: [ { b: ${http('post')} } ], catch: { retry: { delay: { seconds: 1 }, limit: { attempt: { count: 2 } } } } }`,
      ),
    ),
  ).toEqual(['b']);
  const handler = `- t:\n    try: [ { a: ${http('get')} } ]\n    catch: { retry: { delay: { seconds: 1 }, limit: { attempt: { count: 2 } } }, do: [ { b: ${http('post')} } ] }\n`;
  expect(marked(rule, handler)).toEqual([]);
});

const retried = (task: string, caught = '') =>
  `- t: { try: [ { a: { ${task} } } ], catch: { ${caught} retry: { limit: { attempt: { count: 3 } } } } }\n`;

it.each([
  [`call: database:1.0.0@default, with: { connection: c, sql: 'insert into a values (1)' }`, ['a']],
  [`call: database:1.0.0@default, with: { connection: c, sql: 'insert into a values (1) on conflict do nothing' }`, []],
  [`call: openapi, with: { document: { endpoint: https://example.com/a.json }, operationId: createPayment }`, ['a']],
  [`call: openapi, with: { document: { endpoint: https://example.com/a.json }, operationId: getPayment }`, []],
  [`call: http, with: { method: post, endpoint: https://example.com, headers: '\${ {"Idempotency-Key": .id} }' }`, []],
])('reads %s', (task, expected) => {
  expect(marked(unsafeRetry, retried(task))).toEqual(expected);
});

it('accepts retries of refusals that a condition names, and reads functions where they are called', () => {
  const post = 'call: http, with: { method: post, endpoint: https://example.com }';
  expect(marked(unsafeRetry, retried(post, "when: '$error.status == 503',"))).toEqual([]);
  expect(marked(unsafeRetry, retried(post, "when: '$error.status == 500',"))).toEqual(['a']);
  const text = `document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }\nuse: { functions: { pay: { ${post} } } }\ndo:\n${retried('call: pay')}`;
  expect(marked(unsafeRetry, text)).toEqual(['a']);
});
