import { expect, it } from 'vitest';
import { hostFromData } from '../../shared/diagnostics/rules/host-from-data.ts';
import { describeRule, marked } from './ruleHarness.ts';

describeRule(hostFromData);

const rule = hostFromData;
const call = (endpoint: string) =>
  `- a:\n    call: http\n    with: { method: get, endpoint: ${JSON.stringify(endpoint)} }\n`;

it.each([
  ['${ .url }', ['.url']],
  ['${ $context.url + "/x" }', ['$context.url']],
  ['${ "https://" + .host + "/x" }', ['.host']],
  ['${ "https://api." + .zone }', ['.zone']],
  ['${ "https://\\(.host)/x" }', ['.host']],
  ['${ .base // "https://example.com/" }', ['.base']],
  ['${ (if .a then "https://" else "https://example.com/" end) + .b }', ['.b']],
  ['${ "https://example.com/" + .url }', []],
  ['${ "https://example.com?next=\\(.url)" }', []],
  ['${ "https://example.com/x" }', []],
  ['${ $secrets.base + "/orders/" + .id }', []],
  ['${ {eu: "https://eu.example.com/", us: "https://us.example.com/"}[.zone] + .id }', []],
  ['${ {eu: "https://eu.example.com/", other: .url}[.zone] + .id }', ['.url']],
  ['${ ({eu: "https://eu.example.com/"}[.zone] // .url) + .id }', ['.url']],
  ['${ if .a then "https://a.example.com/\\(.id)" else "https://b.example.com/" end }', []],
  ['{base}/orders', ['{base}']],
  ['https://{tenant}.example.com:8443/x', ['{tenant}.example.com']],
  ['https://example.com/{id}', []],
  ['https://{user}@example.com/', []],
])('reads %s', (endpoint, expected) => {
  expect(marked(rule, call(endpoint))).toEqual(expected);
});

it('reads hosts of services and addresses of webhooks', () => {
  const text = `- a:
    call: grpc
    with: { proto: { endpoint: "https://example.com/a.proto" }, service: { name: G, host: "\${ .host }" }, method: x }
- b:
    call: webhook:1.0.0@default
    with: { url: "{{hook}}/done", method: post }
- c:
    call: webhook:1.0.0@default
    with: { url: "https://example.com/{{id}}", method: post }
- d:
    set: { endpoint: "\${ .url }" }
`;
  expect(marked(rule, text)).toEqual(['.host', '{{hook}}']);
});
