import { expect, it } from 'vitest';
import { unmaskedSampleData } from '../../shared/diagnostics/rules/unmasked-sample-data.ts';
import { completed, describeRule, findingsIn, fixed, marked } from './ruleHarness.ts';

describeRule(unmaskedSampleData);

const rule = unmaskedSampleData;
const set = (value: string) => `- a:\n    set: { value: ${value} }\n`;

it.each([
  ['"4539 1488 0343 6467"', 1],
  ['"4539 1488 0343 6468"', 0],
  ['"4111111111111111"', 0],
  ['"536-90-4399"', 1],
  ['"000-12-3456"', 0],
  ['"NL91 ABNA 0417 1643 00"', 1],
  ['"GB82 WEST 1234 5698 7654 32"', 0],
  ['"order 4539148803436467 of today"', 0],
  ['"${ .card }"', 0],
  ['"ops@house.example.org"', 0],
])('reads %s', (value, count) => {
  expect(marked(rule, set(value))).toHaveLength(count);
});

it('reads examples and defaults of schemas, where an address of e-mail is somebody’s', () => {
  const text = (member: string) =>
    `document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }\ninput: { schema: { document: { type: object, properties: { mail: { type: string, ${member} } } } } }\ndo:\n- a: { set: { x: 1 } }\n`;
  expect(marked(rule, text('examples: [ "ann.miller@gmail.com" ]'))).toHaveLength(1);
  expect(marked(rule, text('default: "ann.miller@gmail.com"'))).toHaveLength(1);
  expect(marked(rule, text('examples: [ "ann@example.com" ]'))).toEqual([]);
});

it('puts a value in its place that is nobody’s, and never shows the one that was there', () => {
  expect(fixed(rule, set('"536-90-4399"'))).toContain('value: "000-00-0000"');
  const found = findingsIn(completed(set('"536-90-4399"'))).filter(({ rule: id }) => id === rule.id);
  expect(JSON.stringify(found.map(({ message, help }) => [message, help]))).not.toContain('536');
});

it('reads sentences, mails, scripts, expressions and numbers', () => {
  const text = `- a: { set: { note: 'Customer SSN 536-90-4399 was verified', order: 'A 4556737586899856', card: 4556737586899855 } }
- b: { call: email:1.0.0@default, with: { to: help@example.com, subject: s, body: 'IBAN NL91ABNA0417164300, {{name}}' } }
- c: { run: { script: { language: js, code: 'return "536-90-4399"' } } }
- d: { set: { x: '\${ {ssn: "536-90-4399"} }', at: 1767225600000, card: 4111111111111111 } }
`;
  expect(marked(unmaskedSampleData, text).toSorted()).toEqual([
    '"536-90-4399"',
    '4556737586899855',
    '536-90-4399',
    '536-90-4399',
    'NL91ABNA0417164300',
  ]);
});
