import { expect, it } from 'vitest';
import { errorDetailLeak } from '../../shared/diagnostics/rules/error-detail-leak.ts';
import { completed, describeRule, findingsIn, marked } from './ruleHarness.ts';

describeRule(errorDetailLeak);

const rule = errorDetailLeak;
const caught = (task: string, as = '') =>
  `- a:\n    try: [ { b: { set: { x: 1 } } } ]\n    catch:\n${as}      do:\n        - c: ${task}\n`;
const post = (jq: string) =>
  `{ call: http, with: { method: post, endpoint: "https://example.com", body: { x: '\${ ${jq} }' } } }`;

it.each([
  ['$error.detail', ['$error.detail']],
  ['"Failed: \\($error.detail)"', ['$error.detail']],
  ['$error | tojson', ['$error']],
  ['$error.status', []],
  ['{ type: $error.type, title: $error.title }', []],
  ['if $error.detail then 1 else 2 end', []],
  ['.error.detail', []],
])('reads %s', (jq, expected) => {
  expect(marked(rule, caught(post(jq)))).toEqual(expected);
});

it('knows the name that the error is caught by, and where', () => {
  expect(marked(rule, caught(post('$fault.detail'), '      as: fault\n'))).toEqual(['$fault.detail']);
  expect(marked(rule, caught(post('$error.detail'), '      as: fault\n'))).toEqual([]);
  expect(marked(rule, `- c: ${post('$error.detail')}\n`)).toEqual([]);
  expect(marked(rule, caught(`{ do: [ { d: ${post('$error.detail')} } ] }`))).toEqual(['$error.detail']);
});

it('reads events, grades messages lower, and leaves data alone', () => {
  const event = `{ emit: { event: { with: { type: t, source: "https://example.com", data: { x: "\${ $error }" } } } } }`;
  expect(marked(rule, caught(event))).toEqual(['$error']);
  expect(marked(rule, caught(`{ set: { x: "\${ $error }" } }`))).toEqual([]);
  const mail = `{ call: 'email:1.0.0@default', with: { to: ops@example.com, subject: s, body: "\${ $error.detail }" } }`;
  const [found] = findingsIn(completed(caught(mail))).filter(({ rule: id }) => id === rule.id);
  expect(found?.severity).toBe('note');
});
