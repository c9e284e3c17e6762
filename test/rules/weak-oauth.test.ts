import { expect, it } from 'vitest';
import { weakOauth } from '../../shared/diagnostics/rules/weak-oauth.ts';
import { completed, describeRule, marked } from './ruleHarness.ts';

describeRule(weakOauth);

const rule = weakOauth;
const policy = (more: string) => `{ oauth2: { authority: "https://id.example.com", ${more} } }`;
const call = (authentication: string) =>
  `- a:\n    call: http\n    with: { method: get, endpoint: { uri: "https://example.com", authentication: ${authentication} } }\n`;

it.each([
  ['grant: client_credentials, client: { id: me }', []],
  ['grant: authorization_code, client: { id: me }', []],
  ['grant: password, client: { id: me }', ['password']],
  ['grant: client_credentials, client: { id: me, authentication: none }', ['none']],
  ['grant: client_credentials, client: { id: me, authentication: private_key_jwt }', []],
])('reads %s', (more, expected) => {
  expect(marked(rule, call(policy(more)))).toEqual(expected);
});

it('reads declared authentications, and no data', () => {
  const whole = completed('- a:\n    set: { oauth2: { grant: password } }\n').replace(
    'do:',
    `use: { authentications: { id: ${policy('grant: password, client: { id: me }')} } }\ndo:`,
  );
  expect(marked(rule, whole)).toEqual(['password']);
});
