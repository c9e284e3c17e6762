import { expect, it } from 'vitest';
import { templateHelperNotAllowed } from '../../shared/diagnostics/rules/template-helper-not-allowed.ts';
import { describeRule, marked } from './ruleHarness.ts';

describeRule(templateHelperNotAllowed);

const mail = (body: string) =>
  `- a:\n    call: email:1.0.0@default\n    with:\n      to: a@example.com\n      subject: s\n      body: '${body}'\n`;

it.each([
  ['{{lookup a b}}', ['lookup']],
  ['{{a | exec "x"}}', ['exec']],
  ['{{upper (exec a)}}', ['exec']],
  ['{{#loop a}}{{/loop}}', ['loop']],
  ['{{#if}}{{/if}}', ['if']],
  ['{{> part}}', ['{{> part}}']],
  ['{{* deco}}', ['{{* deco}}']],
])('objects to %s', (template, expected) => {
  expect(marked(templateHelperNotAllowed, mail(template))).toEqual(expected);
});

it('accepts what the list has, and fields named like helpers', () => {
  const template = '{{date}} {{title}} {{#each items as |item|}}{{item.price | currency "EUR"}}{{else}}-{{/each}}';
  expect(marked(templateHelperNotAllowed, mail(template))).toEqual([]);
});

it('follows the policy where it allows fewer', () => {
  const patch = { policy: 1 as const, templates: { helpers: ['mask'] } };
  expect(marked(templateHelperNotAllowed, mail('{{upper a}} {{mask a}}'), patch)).toEqual(['upper']);
});
