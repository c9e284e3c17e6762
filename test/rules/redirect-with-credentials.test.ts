import { expect, it } from 'vitest';
import { redirectWithCredentials } from '../../shared/diagnostics/rules/redirect-with-credentials.ts';
import { describeRule, fixed, marked } from './ruleHarness.ts';

describeRule(redirectWithCredentials);

const rule = redirectWithCredentials;
const call = (more: string) =>
  `- a:\n    call: http\n    with: { method: get, endpoint: "https://example.com", ${more} }\n`;

it.each([
  ['redirect: true', []],
  ['redirect: true, headers: { Accept: text/plain }', []],
  [`redirect: true, headers: { authorization: "\${ .token }" }`, ['true']],
  [`redirect: true, headers: { X-Api-Key: "\${ .token }" }`, ['true']],
  [`redirect: true, headers: { Private-Token: "\${ .token }" }`, ['true']],
  [`redirect: true, headers: '\${ {AUTHORIZATION: .token} }'`, ['true']],
  [`redirect: true, headers: { Idempotency-Key: "\${ .id }" }`, []],
  [`redirect: false, headers: { authorization: "\${ .token }" }`, []],
])('reads %s', (more, expected) => {
  expect(marked(rule, call(more))).toEqual(expected);
});

it('reads documents of OpenAPI, and turns redirects off', () => {
  const text = `- a:\n    call: openapi\n    with: { document: { endpoint: "https://example.com/a.json" }, operationId: x, authentication: { use: id }, redirect: true }\n`;
  expect(marked(rule, text)).toEqual(['true']);
  expect(fixed(rule, text)).toContain('redirect: false');
});

it('knows a secret in a header of any name', () => {
  const text = `- a:
    input: { from: '\${ {key: $secrets.key} }' }
    call: http
    with: { method: get, endpoint: "https://example.com", headers: { X-Any: '\${ .key }' }, redirect: true }
`;
  expect(marked(rule, text)).toEqual(['true']);
});
