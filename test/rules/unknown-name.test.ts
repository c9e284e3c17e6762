import { expect, it } from 'vitest';
import { unknownName } from '../../shared/diagnostics/rules/unknown-name.ts';
import { completed, describeRule, findingsIn, marked } from './ruleHarness.ts';

describeRule(unknownName);

const rule = unknownName;

it('marks the name, in cases of a switch and in catch as well', () => {
  const text = `- a:
    switch:
      - one: { when: .x, then: nowhere }
      - two: { then: b }
- b:
    try: [ { c: { set: { x: 1 } } } ]
    catch: { then: elsewhere }
`;
  expect(marked(rule, text)).toEqual(['nowhere', 'elsewhere']);
});

it('takes a name that two tasks have for none', () => {
  const [found] = findingsIn(
    completed('- a: { set: { x: 1 }, then: b }\n- b: { set: { x: 1 } }\n- b: { set: { x: 2 } }\n'),
  ).filter(({ rule: id }) => id === rule.id);
  expect(found?.message).toBe('More than one task of the list is called `b`.');
});

it('says which name was meant', () => {
  const [found] = findingsIn(completed('- order: { set: { x: 1 }, then: shipp }\n- ship: { set: { x: 1 } }\n')).filter(
    ({ rule: id }) => id === rule.id,
  );
  expect(found?.message).toContain('did you mean `ship`?');
});

it('looks for errors, timeouts, retries and authentications where they are declared', () => {
  const text = `- a: { raise: { error: lost } }
- b: { set: { x: 1 }, timeout: long }
- c:
    call: http
    with: { method: get, endpoint: { uri: https://example.com, authentication: { use: key } } }
`;
  expect(marked(rule, text)).toEqual(['lost', 'long', 'key']);
  const use = `use:
  errors: { lost: { type: 'https://example.com/lost', status: 500 } }
  timeouts: { long: { after: PT1H } }
  authentications: { key: { bearer: { token: x } } }
`;
  expect(marked(rule, completed(text).replace('do:', `${use}do:`))).toEqual([]);
});

it('leaves data alone that only looks like a name', () => {
  const text = `- a: { set: { timeout: long, raise: { error: lost }, catch: { retry: often }, then: nowhere } }
- b: { call: webhook:1.0.0@default, with: { url: https://example.com, timeout: PT5S } }
`;
  expect(marked(rule, text)).toEqual([]);
});
