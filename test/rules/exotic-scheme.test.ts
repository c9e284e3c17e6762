import { expect, it } from 'vitest';
import { exoticScheme } from '../../shared/diagnostics/rules/exotic-scheme.ts';
import { completed, describeRule, findingsIn, marked } from './ruleHarness.ts';

describeRule(exoticScheme);

const rule = exoticScheme;
const call = (endpoint: string) => `- a:\n    call: http\n    with:\n      method: get\n      endpoint: ${endpoint}\n`;

it('marks the scheme, however it is written', () => {
  for (const [address, scheme] of [
    ['FILE:///etc/passwd', 'FILE'],
    ['"data:text/plain,x"', 'data'],
    ['"jar:https://example.com/a.jar!/"', 'jar'],
    [`\${ "ldap://" + .host }`, 'ldap'],
  ] as const) {
    expect(marked(rule, call(address))).toEqual([scheme]);
  }
});

it('accepts usual schemes, hosts with ports, templates and relative addresses', () => {
  for (const address of [
    'https://example.com/',
    'wss://example.com/',
    '"localhost:8080/x"',
    '"data:8080"',
    '"{base}/x"',
    `\${ .address }`,
  ]) {
    expect(marked(rule, call(address))).toEqual([]);
  }
  expect(marked(rule, '- a:\n    set: { endpoint: "file:///etc/passwd" }\n')).toEqual([]);
});

it('grades documents on the disk and unknown schemes lower', () => {
  const severityOf = (text: string) =>
    findingsIn(completed(text)).flatMap(({ rule: id, severity }) => (id === rule.id ? [severity] : []));
  const proto =
    '- a:\n    call: grpc\n    with: { proto: { endpoint: "file://app/greet.proto" }, service: { name: G, host: example.com }, method: x }\n';
  expect(severityOf(proto)).toEqual(['warning']);
  expect(severityOf(call('quux://example.com/'))).toEqual(['warning']);
  expect(severityOf(call('file:///x'))).toEqual(['error']);
});
