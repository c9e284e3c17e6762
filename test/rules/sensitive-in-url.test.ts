import { expect, it } from 'vitest';
import { sensitiveInUrl } from '../../shared/diagnostics/rules/sensitive-in-url.ts';
import { completed, describeRule, findingsIn, marked } from './ruleHarness.ts';

describeRule(sensitiveInUrl);

const rule = sensitiveInUrl;
const call = (endpoint: string, more = '') =>
  `- a:\n    call: http\n    with: { method: get, endpoint: ${JSON.stringify(endpoint)}${more} }\n`;

it('marks the field alone', () => {
  expect(marked(rule, call('https://example.com/{id}/{ssn}'))).toEqual(['{ssn}']);
  expect(marked(rule, call('${ "https://example.com/?n=" + .person.ssn + "&x=" + .x }'))).toEqual(['.person.ssn']);
  expect(marked(rule, call('https://example.com/', `, query: "\${ { n: .ssn } }"`))).toEqual(['.ssn']);
  const hook =
    '- a:\n    call: webhook:1.0.0@default\n    with: { url: "https://example.com/{{ssn}}", method: post }\n';
  expect(marked(rule, hook)).toEqual(['ssn']);
});

it('notes contact data, by which services are searched', () => {
  const found = findingsIn(completed(call('https://example.com/{phone}', `, query: { mail: "\${ .email }" }`)));
  const graded = found
    .filter(({ rule: id }) => id === rule.id)
    .map(({ leaking, severity }) => `${leaking} ${severity}`);
  expect(graded).toEqual(['phone note', 'email note']);
});

it('accepts secrets, decisions and other places', () => {
  expect(marked(rule, call('${ "https://example.com/" + $secrets.password }'))).toEqual([]);
  expect(marked(rule, call('${ if .ssn then "https://a.example.com" else "https://b.example.com" end }'))).toEqual([]);
  expect(marked(rule, call('https://example.com/', `, headers: { X: "\${ .ssn }" }`))).toEqual([]);
  expect(marked(rule, '- a:\n    set: { query: "${ .ssn }" }\n')).toEqual([]);
});

it('shows where a renamed field comes from', () => {
  const text = completed(`- b:\n    set: { number: "\${ .ssn }" }\n${call('https://example.com/{number}')}`);
  const found = findingsIn(text).filter(({ rule: id }) => id === rule.id);
  expect(found.map(({ related }) => related.map(({ role }) => role))).toEqual([['source', 'sink']]);
});
