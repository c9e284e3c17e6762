import { expect, it } from 'vitest';
import { secretDeclaration } from '../../shared/diagnostics/rules/secret-declaration.ts';
import { completed, describeRule, findingsIn, fixed, marked } from './ruleHarness.ts';

describeRule(secretDeclaration);

const rule = secretDeclaration;
const withUse = (use: string, tasks: string) => completed(tasks).replace('do:', `${use}do:`);
const read = `- a:\n    input: { from: "\${ { key: $secrets.orders } }" }\n    set: { x: 1 }\n`;

it('marks the read with its name', () => {
  expect(marked(rule, read)).toEqual(['$secrets.orders']);
  expect(marked(rule, withUse('use: { secrets: [orders] }\n', read))).toEqual([]);
});

it('leaves names alone that are worked out or that are no secrets', () => {
  const text = `- a:\n    set: { x: "\${ $secrets[.name] }", y: "\${ $secrets | length }", basic: { use: me } }\n`;
  expect(marked(rule, text)).toEqual([]);
});

it('reads declared authentications, and not what names one of them', () => {
  const use = 'use: { authentications: { shop: { oauth2: { use: shopKey } } } }\n';
  const call =
    '- a:\n    call: http\n    with: { method: get, endpoint: { uri: "https://example.com", authentication: { use: shop } } }\n';
  expect(marked(rule, withUse(use, call))).toEqual(['shopKey']);
});

it('says which name was meant', () => {
  const [found] = findingsIn(withUse('use: { secrets: [order] }\n', read)).filter(({ rule: id }) => id === rule.id);
  expect(found?.message).toContain('did you mean `order`?');
});

it('declares it in the notation that is there', () => {
  for (const use of ['', 'use: { secrets: [other] }\n', 'use:\n  secrets:\n    - other\n', 'use: { timeouts: {} }\n']) {
    const after = fixed(rule, withUse(use, read));
    expect(after).toMatch(/secrets:[^d]*orders/);
    expect(findingsIn(after).filter(({ rule: id }) => ['schema', 'syntax', rule.id].includes(id))).toEqual([]);
  }
});
