import { expect, it } from 'vitest';
import { templateProtoAccess } from '../../shared/diagnostics/rules/template-proto-access.ts';
import { describeRule, marked } from './ruleHarness.ts';

describeRule(templateProtoAccess);

const rule = templateProtoAccess;
const mail = (body: string) =>
  `- a:\n    call: email:1.0.0@default\n    with: { to: a@example.com, subject: s, body: ${JSON.stringify(body)} }\n`;

it.each([
  ['{{a.__proto__.b}}', ['a.__proto__.b']],
  ['{{#with this.constructor}}{{name}}{{/with}}', ['this.constructor']],
  ['{{upper a.[constructor]}}', ['a.[constructor]']],
  ['{{upper a.constructor}}', ['a.constructor']],
  ['{{#each a.prototype}}x{{/each}}', ['a.prototype']],
  ['{{#if x}}{{else}}{{__lookupGetter__}}{{/if}}', ['__lookupGetter__']],
  ["{{upper (lookup a 'constructor')}}", ["'constructor'"]],
  ["{{lookup a 'name'}}", []],
  ['{{constructorName}} {{proto}}', []],
])('reads %s', (body, expected) => {
  expect(marked(rule, mail(body))).toEqual(expected);
});
