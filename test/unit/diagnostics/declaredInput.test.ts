import { expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/base/json.ts';
import { findingsIn } from '../../rules/ruleHarness.ts';

const document = { dsl: '1.0.3', namespace: 'examples', name: 'example', version: '0.1.0' };

/** Rules that found something in a definition of one task, whose input has a field `value` of that schema. */
function rulesFor(value: JsonObject, task: JsonObject): string[] {
  const schema = { document: { type: 'object', additionalProperties: false, properties: { value } } };
  const found = findingsIn(JSON.stringify({ document, input: { schema }, do: [{ a: task }] }));
  return found.map(({ rule }) => rule).filter((rule) => rule !== 'no-timeout');
}

const mail = { to: 'a@example.com', subject: 'S' };
const injections: readonly (readonly [string, JsonObject])[] = [
  ['shell-interpolation', { run: { shell: { command: '${ "ls " + .value }' } } }],
  ['script-interpolation', { run: { script: { language: 'js', code: '${ "return " + .value }' } } }],
  [
    'sql-interpolation',
    { call: 'database:1.0.0@default', with: { connection: 'c', sql: '${ "SELECT 1 FROM t WHERE n = " + .value }' } },
  ],
  ['second-order-template', { call: 'email:1.0.0@default', with: { ...mail, body: '${ "Dear {{name}}" + .value }' } }],
  ['raw-output', { call: 'email:1.0.0@default', with: { ...mail, html: '${ "<p>" + .value }' } }],
  ['host-from-data', { call: 'http', with: { method: 'get', endpoint: '${ "https://" + .value + ".example.com/" }' } }],
  [
    'tool-prompt-injection',
    {
      call: 'a2a',
      with: { method: 'message/send', server: 'https://a.example.com/', parameters: { t: '${ .value }' } },
    },
  ],
];

it.each(injections)('%s sees a text that the schema of the input declares', (rule, task) => {
  expect(rulesFor({ type: 'string' }, task)).toContain(rule);
  expect(rulesFor({ type: ['string', 'null'], maxLength: 40 }, task)).toContain(rule);
  expect(rulesFor({ anyOf: [{ type: 'number' }, { type: 'string' }] }, task)).toContain(rule);
});

it.each(injections)('%s passes over what the schema leaves no choice of', (rule, task) => {
  expect(rulesFor({ type: 'integer' }, task)).not.toContain(rule);
  expect(rulesFor({ type: 'string', enum: ['a', 'b'] }, task)).not.toContain(rule);
});
