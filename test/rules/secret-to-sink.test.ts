import { expect, it } from 'vitest';
import { secretToSink } from '../../shared/diagnostics/rules/secret-to-sink.ts';
import { describeRule, findingsIn, marked } from './ruleHarness.ts';

describeRule(secretToSink);

const rule = secretToSink;
const header = "document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }\nuse: { secrets: [ key ] }\n";
const within = (task: string) =>
  `${header}do:\n- a:\n    input: { from: "\${ { k: $secrets.key, a: $authorization } }" }\n${task}- z: { set: { x: 1 } }\n`;
const http = (args: string) =>
  `    call: http\n    with: { method: post, endpoint: "https://example.com/", ${args} }\n`;

it.each([
  ['an address', `    call: http\n    with: { method: get, endpoint: '\${ "https://example.com/" + .k }' }\n`, ['.k']],
  ['a body, encoded', http(`body: { t: "\${ .k | @base64 }" }`), ['.k']],
  ['a header', http(`headers: { X-Key: "\${ .k }" }`), []],
  ['the authorization in a body', http(`body: { t: "\${ .a.parameter }" }`), ['.a.parameter']],
  [
    'an event',
    `    emit: { event: { with: { type: t, source: "https://e.example.com", data: "\${ .k }" } } }\n`,
    ['${ .k }'],
  ],
  [
    'a tool',
    `    call: mcp\n    with: { method: tools/call, parameters: { name: t, arguments: { k: "\${ .k }" } }, transport: { http: { endpoint: "https://example.com/" } } }\n`,
    ['.k'],
  ],
  [
    'a row of a table',
    `    call: database:1.0.0@default\n    with: { connection: c, operation: insert, table: t, values: { k: "\${ .k }" } }\n`,
    ['.k'],
  ],
  ['the environment of a container', `    run: { container: { image: "a:1", environment: { K: "\${ .k }" } } }\n`, []],
])('reads a secret in %s', (_, task, expected) => {
  expect(marked(rule, within(task)).map((part) => part.trim())).toEqual(
    expected.map((part) => part.replace(/^\$\{ (.*) \}$/, '$1')),
  );
});

it('finds a secret in the result, and says which and by which way', () => {
  const text = `${header}do:\n- a:\n    input: { from: "\${ { k: $secrets.key } }" }\n    set: { note: "\${ .k }" }\n`;
  const [found] = findingsIn(text).filter(({ rule: id }) => id === rule.id);
  expect(found?.message).toBe('The secret `key` becomes part of the result.');
  expect(found?.related.map(({ role }) => role)).toEqual(['source', 'sink']);
});

it('only notes that the result of a command may hold what the command was trusted with', () => {
  const graded = (run: string) => {
    const text = `${header}do:\n- a:\n    run:\n      ${run}\n`;
    const found = findingsIn(text).filter(({ rule: id }) => id === rule.id);
    return found.map(({ severity, confidence }) => `${severity} ${confidence}`);
  };
  const environment = `environment: { K: "\${ $secrets.key }" }`;
  expect(graded(`shell: { command: backup, ${environment} }`)).toEqual(['note low']);
  expect(graded(`script: { language: js, code: 'return process.env.K', ${environment} }`)).toEqual(['error high']);
});
