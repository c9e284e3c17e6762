import { expect, it } from 'vitest';
import { wholeContextForwarded } from '../../shared/diagnostics/rules/whole-context-forwarded.ts';
import { describeRule, marked } from './ruleHarness.ts';

describeRule(wholeContextForwarded);

const rule = wholeContextForwarded;
const call = (body: string, before = '') =>
  `${before}- a:\n    call: http\n    with: { method: post, endpoint: "https://example.com/", body: ${body} }\n`;

it.each([
  [`"\${ . }"`, 1],
  [`"\${ $context }"`, 1],
  [`"\${ $input }"`, 1],
  [`"\${ $workflow.input }"`, 1],
  [`{ data: "\${ { all: . } }" }`, 1],
  [`"\${ . as $all | $all | tojson }"`, 1],
  [`"\${ . + { a: 1 } }"`, 1],
  [`"\${ { a: 1 } + . }"`, 1],
  [`"\${ . * { a: 1 } }"`, 1],
  [`"\${ .a = 1 }"`, 1],
  [`"\${ del(.ssn) }"`, 1],
  [`"\${ with_entries(select(.key != \\"ssn\\")) }"`, 1],
  [`"\${ to_entries }"`, 1],
  [`"\${ to_entries | map(.key) }"`, 0],
  [`"\${ del(.ssn) | { id } }"`, 0],
  [`"\${ .order }"`, 0],
  [`"\${ { id, items } }"`, 0],
  [`"\${ . | keys }"`, 0],
])('reads the body %s', (body, count) => {
  expect(marked(rule, call(body))).toHaveLength(count);
});

it('lets pass what was put together by name', () => {
  expect(marked(rule, call(`"\${ . }"`, `- p:\n    set: { id: "\${ .id }" }\n`))).toEqual([]);
  expect(marked(rule, call(`"\${ . }"`, `- p:\n    set: "\${ . + { x: 1 } }"\n`))).toHaveLength(1);
});
