import { expect, it } from 'vitest';
import { unusedOrUnreachable } from '../../shared/diagnostics/rules/unused-or-unreachable.ts';
import { describeRule, marked } from './ruleHarness.ts';

describeRule(unusedOrUnreachable);

const rule = unusedOrUnreachable;
const header = "document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }\n";

it.each([
  ['- a: { set: { x: 1 }, then: exit }\n- b: { set: { x: 2 } }\n', ['b']],
  ['- a: { set: { x: 1 }, then: c }\n- b: { set: { x: 2 } }\n- c: { set: { x: 3 } }\n', ['b']],
  ['- a: { if: .x, set: { x: 1 }, then: c }\n- b: { set: { x: 2 } }\n- c: { set: { x: 3 } }\n', []],
  ['- a: { raise: { error: { type: "https://e.example.com/x", status: 400 } } }\n- b: { set: { x: 2 } }\n', ['b']],
  ['- a: { set: { x: 1 }, then: c }\n- b: { set: { x: 2 } }\n- c: { if: .y, set: { x: 3 }, then: b }\n', []],
  ['- a: { do: [ { b: { set: { x: 1 }, then: exit } }, { c: { do: [ { d: { set: { x: 1 } } } ] } } ] }\n', ['c']],
  ['- a: { switch: [ { one: { then: c } } ] }\n- b: { set: { x: 2 } }\n- c: { set: { x: 3 } }\n', ['b']],
])('reads the tasks of %s', (tasks, expected) => {
  expect(marked(rule, tasks)).toEqual(expected);
});

it.each([
  ['use: { retries: { r: { delay: { seconds: 1 } } } }', ['r']],
  ['use: { secrets: [ s, t ] }', ['s', 't']],
  ['use: { functions: { f: { set: { x: 1 } } } }', ['f']],
])('reads %s', (use, expected) => {
  expect(marked(rule, `${header}${use}\ndo:\n- a: { set: { x: 1 } }\n`)).toEqual(expected);
});

it('knows the ways in which names are used', () => {
  const text = `${header}use:
  secrets: [ one, two ]
  authentications: { basic: { basic: { use: two } } }
  retries: { r: { delay: { seconds: 1 } } }
  timeouts: { t: { after: { seconds: 1 } } }
  errors: { e: { type: "https://e.example.com/x", status: 400 } }
  functions: { f: { set: { x: 1 } } }
do:
- a: { call: f, timeout: t }
- b:
    try: [ { c: { call: http, with: { method: get, endpoint: { uri: "https://example.com/", authentication: { use: basic } } } } } ]
    catch: { retry: r, do: [ { d: { raise: { error: e } } } ] }
- g: { input: { from: "\${ $secrets.one }" }, set: { x: 1 } }
`;
  expect(marked(rule, text)).toEqual([]);
});
