import { expect, it } from 'vitest';
import { secondOrderTemplate } from '../../shared/diagnostics/rules/second-order-template.ts';
import { describeRule, marked } from './ruleHarness.ts';

describeRule(secondOrderTemplate);

const rule = secondOrderTemplate;
const mail = (body: string, before = '') =>
  `${before}- a:\n    call: email:1.0.0@default\n    with: { to: a@example.com, subject: s, body: ${body} }\n`;

it.each([
  [`'\${ "Hi {{name}} " + .x }'`, 1],
  [`'\${ "Hi {{name}} \\(.x)" }'`, 1],
  [`'\${ .body }'`, 1],
  [`'\${ "Hi " + .x }'`, 0],
  [`'\${ "{{" | length }'`, 0],
  [`"{{x}}"`, 0],
])('reads the body %s', (body, count) => {
  expect(marked(rule, mail(body))).toHaveLength(count);
});

it('knows a template that another task writes', () => {
  expect(marked(rule, mail(`'\${ .text }'`, '- t: { set: { text: "Hi {{name}}" } }\n'))).toEqual([]);
});
