import { expect, it } from 'vitest';
import { rawOutput } from '../../shared/diagnostics/rules/raw-output.ts';
import { completed, describeRule, findingsIn, fixed, marked } from './ruleHarness.ts';

describeRule(rawOutput);

const mail = (html: string) =>
  `- a:\n    call: email:1.0.0@default\n    with:\n      to: a@example.com\n      subject: s\n      html: ${html}\n`;

it('marks the output whole, also inside blocks and folded scalars', () => {
  expect(marked(rawOutput, mail('"a {{#if x}}{{{ x }}}{{/if}} {{&y}}"'))).toEqual(['{{{ x }}}', '{{&y}}']);
  expect(marked(rawOutput, mail('>\n        one\n        two {{{ x }}}\n        three'))).toEqual(['{{{ x }}}']);
});

it('escapes the value and keeps its helpers', () => {
  expect(fixed(rawOutput, mail('"{{{ name | upper }}}"'))).toContain('"{{ name | upper }}"');
  expect(fixed(rawOutput, mail('"{{~& name ~}}"'))).toContain('"{{~ name ~}}"');
  expect(fixed(rawOutput, mail('"{{~{name | upper}~}} &"'))).toContain('"{{~name | upper~}} &"');
});

it('is a warning where no markup is expected', () => {
  const text = completed(mail('x').replace('subject: s', 'subject: "{{{s}}}"'));
  expect(findingsIn(text).filter(({ rule }) => rule === rawOutput.id)).toMatchObject([{ severity: 'warning' }]);
});

it('leaves texts alone that are no templates', () => {
  expect(marked(rawOutput, '- a:\n    set: { x: "{{{y}}}" }\n')).toEqual([]);
});

const html = (text: string) =>
  `- a: { call: email:1.0.0@default, with: { to: a@example.com, subject: s, html: '${text}' } }\n`;

it.each([
  ['<script>var x = "{{name}}";</script><p>{{name}}</p>', ['{{name}}']],
  ['<a href="{{link}}">x</a>', ['{{link}}']],
  ['<a href="https://example.com/{{id}}">{{name}}</a>', []],
  ['<a class={{kind}}>x</a>', ['{{kind}}']],
  ['<a class="{{kind}}" onclick="go(&quot;{{id}}&quot;)">x</a>', ['{{id}}']],
  ['<p>a = {{b}}, 1 < {{c}}</p>', []],
  ['${ "<p>Dear \\(.name)</p>" }', ['.name']],
  ['${ @html "<p>Dear \\(.name)</p>" }', []],
  ['${ "<p>Dear " + (.name | @html) + "</p>" }', []],
  ['${ .page }', []],
])('reads the HTML of %s', (text, expected) => {
  expect(marked(rawOutput, html(text))).toEqual(expected);
});
