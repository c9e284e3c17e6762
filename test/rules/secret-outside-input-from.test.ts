import { expect, it } from 'vitest';
import { secretOutsideInputFrom } from '../../shared/diagnostics/rules/secret-outside-input-from.ts';
import { describeRule, marked } from './ruleHarness.ts';

describeRule(secretOutsideInputFrom);

const rule = secretOutsideInputFrom;

it('marks every read, with the name where there is one', () => {
  const text = `- a:\n    set:\n      one: \${ "x" + $secrets.one }\n      two: \${ $secrets["two"] }\n      all: \${ $secrets | keys }\n`;
  expect(marked(rule, text)).toEqual(['$secrets.one', '$secrets["two"]', '$secrets']);
});

it('looks at exports, conditions and bodies that only look like authentications', () => {
  const text = `- a:\n    if: $secrets.on\n    set: { authentication: "\${ $secrets.kept }" }\n    export: { as: "\${ $secrets }" }\n`;
  expect(marked(rule, text)).toEqual(['$secrets.on', '$secrets.kept', '$secrets']);
});

it('accepts the input of the workflow, bare inputs, and authentications that are declared', () => {
  const text = `document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }
input: { from: "{ key: $secrets.one }" }
use: { secrets: [one], authentications: { a: { bearer: { token: "\${ $secrets.one }" } } } }
do:
  - a: { input: { from: { key: "\${ $secrets.one }" } }, set: { x: 1 } }
  - input: { set: { x: 1 } }
`;
  expect(marked(rule, text)).toEqual([]);
});

it('leaves names and variables alone that are only called so', () => {
  expect(marked(rule, `- a:\n    set: { x: "\${ .secrets }", y: "\${ .list as $secrets | $secrets }" }\n`)).toEqual([]);
  expect(marked(rule, '- a:\n    set: { x: "$secrets.x is text" }\n')).toEqual([]);
});

it.each([
  ['$secrets | .one', ['$secrets | .one']],
  ['$secrets as {one: $x} | $x', ['$secrets']],
  ['reduce .xs[] as $i ($secrets.one; .)', ['$secrets.one']],
  ['(1 as $secrets | $secrets) + $secrets.one', ['$secrets.one']],
  ['reduce .xs[] as $secrets (0; . + $secrets)', []],
])('reads %s', (jq, expected) => {
  expect(marked(rule, `- a: { set: { x: '\${ ${jq} }' } }\n`)).toEqual(expected);
});

it('reads no comment as a binding', () => {
  expect(marked(rule, '- a:\n    set:\n      x: |-\n        ${ # as $secrets\n          $secrets.one }\n')).toEqual([
    '$secrets.one',
  ]);
});
