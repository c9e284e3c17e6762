import { expect, it } from 'vitest';
import { headerInjection } from '../../shared/diagnostics/rules/header-injection.ts';
import { describeRule, marked } from './ruleHarness.ts';

describeRule(headerInjection);

const rule = headerInjection;
const call = (headers: string) =>
  `- a:\n    call: http\n    with:\n      method: get\n      endpoint: https://example.com/\n      headers: ${headers}\n`;

it.each([
  [`"\${ .headers }"`, [`"\${ .headers }"`]],
  [`'\${ { (.name): .value } }'`, [`'\${ { (.name): .value } }'`]],
  [`'\${ { "X-A": .value } + .more }'`, [`'\${ { "X-A": .value } + .more }'`]],
  [`'\${ { accept: .value, $id } }'`, []],
  [`{ transfer-encoding: "\${ .x }" }`, [`"\${ .x }"`]],
  ['{ Host: shop.example.com }', []],
  ['{ "X A": b }', ['"X A"']],
  ['{ "X-A\\r\\nX-B": b }', ['"X-A\\r\\nX-B"']],
  ['{ X-A: "b\\r\\nX-B: c" }', ['"b\\r\\nX-B: c"']],
  ['{ X-A: "b\\n" }', []],
  [`{ X-A: '\${ "b\\r\\nX-B: " + .c }' }`, [`'\${ "b\\r\\nX-B: " + .c }'`]],
  [`{ X-Forwarded-For: "\${ .address }" }`, [`"\${ .address }"`]],
  [`'\${ { Host: .host, accept: "a" } }'`, ['.host']],
  [`'\${ { Host: "shop.example.com" } }'`, []],
  [`{ Authorization: "\${ .token }", X-A: "\${ .a + .b }" }`, []],
])('reads %s', (headers, expected) => {
  expect(marked(rule, call(headers))).toEqual(expected);
});

it('lets pass headers whose names were written elsewhere', () => {
  const prepared = (members: string) => `- p:\n    set: { h: ${members} }\n${call(`"\${ .h }"`)}`;
  expect(marked(rule, prepared(`{ X-A: "\${ .value }", X-B: c }`))).toEqual([]);
  expect(marked(rule, prepared(`{ X-A: c, Host: "\${ .value }" }`))).toEqual([`"\${ .h }"`]);
  expect(marked(rule, prepared(`"\${ .value }"`))).toEqual([`"\${ .h }"`]);
  expect(marked(rule, call(`'\${ {"X-A": .id} + {"X-B": "1"} }'`))).toEqual([]);
  expect(marked(rule, call(`'\${ {(.name): "1"} + {"X-B": "1"} }'`))).toHaveLength(1);
});

it('reads webhooks, tools, and nothing else', () => {
  const text = `- a:
    call: webhook:1.0.0@default
    with: { url: "https://example.com", method: post, headers: { Host: "{{host}}" } }
- b:
    call: mcp
    with: { method: tools/list, transport: { http: { endpoint: "https://example.com", headers: { Host: "\${ .x }" } } } }
- c:
    set: { headers: "\${ .x }" }
`;
  expect(marked(rule, text)).toEqual(['"{{host}}"', `"\${ .x }"`]);
});

it('reads the headers of mails', () => {
  const text = `- a:
    call: email:1.0.0@default
    with: { to: a@example.com, subject: "a\\nBcc: b@example.com", body: "a\\nb" }
- b:
    call: email:1.0.0@default
    with:
      to: a@example.com
      subject: |
        News
      body: b
`;
  expect(marked(rule, text)).toEqual(['"a\\nBcc: b@example.com"']);
});
