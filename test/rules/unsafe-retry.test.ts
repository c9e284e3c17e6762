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
