import { expect, it } from 'vitest';
import { typeMismatch } from '../../shared/diagnostics/rules/type-mismatch.ts';
import { describeRule, findingsIn, marked } from './ruleHarness.ts';

describeRule(typeMismatch);

const rule = typeMismatch;
const header = "document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }\n";
const within = (jq: string, more = '') =>
  `${header}input:\n  schema:\n    document:\n      type: object\n${more}      properties:\n        order: { type: object, properties: { total: { type: number } } }\n        lines: { type: array, items: { type: object, properties: { price: { type: number } } } }\ndo:\n- a: { set: { x: '\${ ${jq} }' } }\n`;

it.each([
  ['.ordr', ['ordr']],
  ['.order.totl', ['totl']],
  ['.order | .totl', ['totl']],
  ['.lines[].pric', ['pric']],
  ['.lines | map(.pric) | add', ['pric']],
  ['$workflow.input.oder.total', ['oder']],
  ['[.lines[] | select(.pric > 1) | .price]', []],
  ['.order.total + .lines[0].price', []],
  ['.note?', []],
  ['.note // 1', []],
  ['if .note then 1 else 2 end', []],
  ['.order.total.anything', []],
  ['{ total: .order.total } | .total', []],
])('reads %s', (jq, expected) => {
  expect(marked(rule, within(jq))).toEqual(expected);
});

it('is certain where the schema allows nothing else, and offers the name that is near', () => {
  const text = within('.ordr', '      additionalProperties: false\n');
  const [found] = findingsIn(text).filter(({ rule: id }) => id === rule.id);
  expect([found?.severity, found?.fixes[0]?.title]).toEqual(['error', 'Write `order`']);
});

it('says nothing behind a task that makes other data', () => {
  const text = within('.order')
    .replace('do:\n', 'do:\n- b: { set: { other: 1 } }\n')
    .replace('.order }', '.anything }');
  expect(marked(rule, text)).toEqual([]);
});
