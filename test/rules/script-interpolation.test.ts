import { expect, it } from 'vitest';
import { scriptInterpolation } from '../../shared/diagnostics/rules/script-interpolation.ts';
import { describeRule, fixed, marked } from './ruleHarness.ts';

describeRule(scriptInterpolation);

const rule = scriptInterpolation;
const script = (code: string) => `- a:\n    run: { script: { language: js, code: ${JSON.stringify(code)} } }\n`;

it.each([
  ['${ "return " + .x + "; // " + .y }', ['.x', '.y']],
  ['${ "return \\(.x)" }', ['.x']],
  ['${ "return \\(.x | @json)" }', ['.x | @json']],
  ['${ .code }', ['.code']],
  ['${ "return " + "1" }', []],
  ['return `${name}`', []],
])('reads %s', (code, expected) => {
  expect(marked(rule, script(code))).toEqual(expected);
});

it('leaves arguments and data alone', () => {
  const text = `- a:
    run: { script: { language: js, code: return 1, arguments: { code: "\${ .x }" }, stdin: "\${ .y }" } }
- b:
    set: { run: { script: { code: "\${ .x }" } } }
`;
  expect(marked(rule, text)).toEqual([]);
});

it('passes the values as arguments, unless they stand inside of a text', () => {
  const script = (code: string) =>
    `- a:\n    run:\n      script:\n        language: js\n        code: '\${ ${code} }'\n`;
  const after = fixed(scriptInterpolation, script('"return " + .order.total + " * 2;"'));
  expect(after).toContain('code: "return total * 2;"');
  expect(after).toContain('arguments: { total: "${ .order.total }" }');
  expect(fixed(scriptInterpolation, script('"return \\"" + .name + "\\";"'))).not.toContain('arguments');
});
