import { expect, it } from 'vitest';
import { unboundedLoop } from '../../shared/diagnostics/rules/unbounded-loop.ts';
import { completed, describeRule, findingsIn, marked } from './ruleHarness.ts';

describeRule(unboundedLoop);

const rule = unboundedLoop;
const set = (name: string, more = '') => `- ${name}: { set: { x: 1 }${more} }\n`;
const severities = (text: string) =>
  findingsIn(completed(text))
    .filter(({ rule: id }) => id === rule.id)
    .map(({ severity }) => severity);

it('tells what never ends from what data ends', () => {
  expect(severities(`${set('a')}${set('b', ', then: a')}`)).toEqual(['error']);
  expect(
    severities(`${set('a')}- b: { switch: [ { done: { when: .x, then: end } }, { no: { then: a } } ] }\n`),
  ).toEqual(['warning']);
  expect(severities(`${set('a')}${set('b', ', if: .y, then: a')}`)).toEqual(['warning']);
  expect(
    severities(
      `${set('a')}- s: { raise: { error: { type: "https://e.example.com/x", status: 400 } } }\n${set('b', ', then: a')}`,
    ),
  ).toEqual([]);
});

it.each([
  [set('a', ', then: a'), ['a']],
  [`${set('a', ', then: c')}${set('b', ', then: end')}${set('c', ', then: b')}`, []],
  [`${set('a')}- b: { try: [ { c: { set: { x: 1 } } } ], catch: { then: a } }\n`, ['a']],
  [`- p: { do: [ { a: { set: { x: 1 } } }, { b: { set: { x: 1 }, then: a } } ] }\n`, ['a']],
  [
    `- p: { timeout: { after: { seconds: 1 } }, do: [ { a: { set: { x: 1 } } }, { b: { set: { x: 1 }, then: a } } ] }\n`,
    [],
  ],
])('reads %s', (text, expected) => {
  expect(marked(rule, text)).toEqual(expected);
});

it('asks of a loop whose rounds are counted for what satisfies it', () => {
  const text = completed(`- turn: { set: '\${ . + { tries: (.tries + 1) } }' }
- again: { switch: [ { more: { when: .tries < 3, then: turn } }, { stop: { then: end } } ] }
`);
  const [found] = findingsIn(text).filter(({ rule: id }) => id === rule.id);
  expect(found?.help).toBe('Give the loop or the workflow a `timeout`: a count of rounds may be lost on the way.');
  expect(marked(rule, text.replace('do:', 'timeout: { after: PT1H }\ndo:'))).toEqual([]);
});

it('knows lists without an end, functions that call themselves, and a workflow that runs itself', () => {
  const text = `document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }
use:
  functions:
    one: { do: [ { x: { call: two } } ] }
    two: { call: one }
    three: { call: two }
do:
- a: { for: { each: x, in: '[range(0; infinite)]' }, do: [ { b: { call: three } } ] }
- c: { for: { each: x, in: '[limit(3; repeat(1))]' }, do: [ { d: { set: { x: 1 } } } ] }
- e: { run: { workflow: { namespace: n, name: a, version: latest } } }
- f: { run: { workflow: { namespace: n, name: other, version: '0.1.0' } } }
`;
  expect(marked(unboundedLoop, text)).toEqual(['two', 'one', 'infinite', 'a']);
});
