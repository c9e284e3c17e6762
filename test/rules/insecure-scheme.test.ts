import { expect, it } from 'vitest';
import { insecureScheme } from '../../shared/diagnostics/rules/insecure-scheme.ts';
import { describeRule, fixed, marked } from './ruleHarness.ts';

describeRule(insecureScheme);

const call = (endpoint: string) => `- a:\n    call: http\n    with:\n      method: get\n      endpoint: ${endpoint}\n`;

it('marks the scheme alone, in every kind of scalar', () => {
  for (const scalar of ['http://x.example.com/', '"http://x.example.com/"', "'http://x.example.com/'"]) {
    expect(marked(insecureScheme, call(scalar))).toEqual(['http']);
  }
  expect(marked(insecureScheme, call('|-\n        http://x.example.com/'))).toEqual(['http']);
  expect(marked(insecureScheme, call('>-\n\n        HTTP://x.example.com/'))).toEqual(['HTTP']);
});

it('reads escapes of double-quoted scalars', () => {
  expect(marked(insecureScheme, call('"\\x68ttp://x.example.com/"'))).toEqual(['\\x68ttp']);
});

it('looks at every alternative of an expression', () => {
  const text = call(`\${ if .test then "http://a.example.com/" else (.base // "http://b.example.com/") end }`);
  expect(marked(insecureScheme, text)).toEqual(['http', 'http']);
});

it('leaves data alone', () => {
  expect(marked(insecureScheme, '- a:\n    set:\n      endpoint: http://x.example.com/\n')).toEqual([]);
});

it('reads the addresses of authorities, catalogs, documents and webhooks', () => {
  const text = `document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }
use:
  catalogs:
    shared: { endpoint: http://catalog.example.com/ }
  authentications:
    id: { oauth2: { authority: "http://id.example.com", grant: client_credentials, client: { id: me } } }
do:
  - hook:
      call: webhook:1.0.0@default
      with: { url: "http://hook.example.com/", method: post }
  - pets:
      call: openapi
      with: { document: { endpoint: "http://pets.example.com/api.json" }, operationId: list }
  - agent:
      call: a2a
      with: { method: message/send, server: "http://agent.example.com/" }
  - checked:
      set: { x: 1 }
      input: { schema: { format: json, resource: { endpoint: "http://schemas.example.com/a.json" } } }
`;
  expect(marked(insecureScheme, text)).toEqual(['http', 'http', 'http', 'http', 'http', 'http']);
});

it('mends the scheme', () => {
  expect(fixed(insecureScheme, call('"http://x.example.com/"'))).toContain('"https://x.example.com/"');
});
