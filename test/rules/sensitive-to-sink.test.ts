import { expect, it } from 'vitest';
import { sensitiveToSink } from '../../shared/diagnostics/rules/sensitive-to-sink.ts';
import type { PolicyPatch } from '../../shared/policy/mergePolicy.ts';
import { completed, describeRule, findingsIn, marked } from './ruleHarness.ts';

describeRule(sensitiveToSink);

const rule = sensitiveToSink;
const listed: PolicyPatch = { policy: 1, network: { allowedDomains: ['*.example.com'] } };
const task = (lines: string) => `- a:\n    ${lines.replaceAll('\n', '\n    ')}\n`;

it.each([
  [`call: http\nwith: { method: post, endpoint: https://x.example.org/, body: "\${ .customer }" }`, '.customer'],
  [`call: http\nwith: { method: post, endpoint: { uri: https://x.example.org/ }, body: { n: "\${ .ssn }" } }`, '.ssn'],
  [`call: http\nwith: { method: get, endpoint: https://x.example.org/, headers: { X-Who: "\${ .ssn }" } }`, '.ssn'],
  [`call: http\nwith: { method: post, endpoint: "https://{host}/", body: "\${ .ssn }" }`, '.ssn'],
  [
    `call: openapi\nwith: { document: { endpoint: https://x.example.com/api.json }, operationId: pay, parameters: { n: "\${ .ssn }" } }`,
    '.ssn',
  ],
  [
    `call: grpc\nwith: { proto: { endpoint: file:///p.proto }, service: { name: S, host: x.example.org }, method: m, arguments: { n: "\${ .ssn }" } }`,
    '.ssn',
  ],
  [`emit: { event: { with: { source: https://x.example.com/, type: t, data: "\${ .iban }" } } }`, '.iban'],
  [`raise: { error: { type: https://x.example.com/e, status: 500, title: "\${ .ssn }" } }`, '.ssn'],
  [
    `call: mcp\nwith: { transport: { http: { endpoint: https://x.example.com/ } }, method: tools/call, parameters: { arguments: { n: "\${ .ssn }" } } }`,
    '.ssn',
  ],
])('marks what leaves in %s', (lines, expected) => {
  const schema =
    'input: { schema: { document: { type: object, properties: { customer: { type: object, properties: { ssn: { type: string } } } } } } }\n';
  expect(marked(rule, completed(task(lines)).replace('do:', `${schema}do:`), listed)).toEqual([expected]);
});

it.each([
  `call: http\nwith: { method: post, endpoint: https://x.example.com/, body: "\${ .ssn }" }`,
  `call: http\nwith: { method: post, endpoint: { uri: https://x.example.com/ }, headers: { X-Who: "\${ .ssn }" } }`,
  `call: grpc\nwith: { proto: { endpoint: file:///p.proto }, service: { name: S, host: x.example.com }, method: m, arguments: { n: "\${ .ssn }" } }`,
  `call: http\nwith: { method: get, endpoint: https://x.example.org/, headers: { Authorization: "\${ .token }" } }`,
  `call: http\nwith: { method: post, endpoint: https://x.example.org/, body: "\${ .ssn | length }" }`,
  `call: database:1.0.0@default\nwith: { connection: c, operation: insert, table: t, values: { n: "\${ .ssn }" } }`,
  `set: { n: "\${ .ssn }" }`,
])('accepts %s', (lines) => {
  expect(marked(rule, task(lines), listed)).toEqual([]);
});

it('grades by the class, by where it goes, and by what the policy can say of the host', () => {
  const severityOf = (lines: string, policy?: PolicyPatch) =>
    findingsIn(completed(task(lines)), policy).find(({ rule: id }) => id === rule.id)?.severity;
  const send = (field: string) =>
    `call: http\nwith: { method: post, endpoint: https://x.example.org/, body: "\${ .${field} }" }`;
  const emit = (field: string) =>
    `emit: { event: { with: { source: https://x.example.com/, type: t, data: "\${ .${field} }" } } }`;
  expect([severityOf(send('ssn'), listed), severityOf(send('ssn')), severityOf(send('phone'), listed)]).toEqual([
    'warning',
    'note',
    'note',
  ]);
  expect([severityOf(emit('ssn')), severityOf(emit('phone')), severityOf(emit('firstName'))]).toEqual([
    'warning',
    'note',
    undefined,
  ]);
});

it.each([
  ['${ "https://pay.example.com/" + .id }', 0],
  ['${ "https://pay.example.com/\\(.id)" }', 0],
  ['${ if .isTest then "https://test.example.com/" else "https://pay.example.com/" end }', 0],
  ['${ if .isTest then "https://test.example.org/" else "https://pay.example.com/" end }', 1],
  ['${ if .isTest then .url else "https://pay.example.com/" end }', 1],
  ['${ "https://pay.example.com" + .rest }', 1],
  ['${ .base + "/pay.example.com/" }', 1],
])('reads the host that %s writes', (endpoint, count) => {
  const text = `- a: { call: http, with: { method: post, endpoint: '${endpoint}', body: { n: "\${ .ssn }" } } }\n`;
  expect(marked(rule, text, listed)).toHaveLength(count);
});
