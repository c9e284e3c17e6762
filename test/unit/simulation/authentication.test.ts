import { describe, expect, it } from 'vitest';
import { rehearseYaml, type TestScenario } from './rehearseYaml.ts';

const call = (policy: string) => `
use: { secrets: [client], authentications: { house: ${policy} } }
do:
  - a: { call: http, with: { method: get, endpoint: { uri: https://api.example.com/a, authentication: { use: house } } }, output: { as: $input } }
  - b: { call: http, with: { method: get, endpoint: { uri: https://api.example.com/b, authentication: { use: house } } } }
`;
const api = { request: { method: 'GET', urlPattern: 'https://api.example.com/.*' }, response: { jsonBody: {} } };
const headersOf = (policy: string, { stubs = [], ...more }: TestScenario = {}) =>
  rehearseYaml(call(policy), { ...more, stubs: [...stubs, api] })
    .effects('http')
    .map(({ request }) => request as { readonly uri: string; readonly headers: { readonly authorization?: string } })
    .filter(({ uri }) => uri.startsWith('https://api'))
    .map(({ headers }) => headers.authorization);

describe('authentication', () => {
  it.each([
    ['{ basic: { username: u, password: p } }', 'Basic dTpw'],
    ['{ bearer: { token: t } }', 'Bearer t'],
    ['{ digest: { username: u, password: p } }', 'Digest username="u", response="<answer to the challenge>"'],
    ['{ oauth2: { use: client } }', 'Bearer <oauth2 token>'],
    ['{ oidc: { authority: https://id.example.com, grant: client_credentials } }', 'Bearer <oidc token>'],
  ])('is shown as it would be sent: %s', (policy, expected) => {
    expect(headersOf(policy)).toEqual([expected, expected]);
  });
});

describe('OAuth 2.0', () => {
  const policy =
    '{ oauth2: { authority: "https://id.example.com/realms/{realm}", grant: client_credentials, client: { id: me, secret: "${ $secrets.client }" }, scopes: [read, write], audiences: [api] } }';

  it('asks its authority once in a run, with placeholders for secrets', () => {
    const { effects, trace } = rehearseYaml(call(policy), { stubs: [api], input: { realm: 'shop' } });
    expect(effects().map(({ request }) => (request as { uri: string }).uri)).toEqual([
      'https://id.example.com/realms/shop/oauth2/token',
      'https://api.example.com/a',
      'https://api.example.com/b',
    ]);
    expect(effects()[0]).toMatchObject({
      task: '/do/0/a',
      stub: null,
      response: null,
      request: {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: {
          grant_type: 'client_credentials',
          client_id: 'me',
          client_secret: '<secret client>',
          scope: 'read write',
          audience: 'api',
        },
      },
    });
    expect(trace.status).toBe('completed');
  });

  it('sends the token that a stub gives', () => {
    const token = { request: { method: 'POST' }, response: { jsonBody: { access_token: 'abc' } } };
    expect(headersOf(policy, { stubs: [token] })).toEqual(['Bearer abc', 'Bearer abc']);
  });

  it('is an authentication error where the authority refuses', () => {
    const run = (response: object) =>
      rehearseYaml(call(policy), { stubs: [{ request: { method: 'POST' }, response }, api] }).trace.error;
    expect(run({ status: 400 })).toMatchObject({ status: 401, instance: '/do/0/a' });
    expect(run({ jsonBody: { token: 'abc' } })).toMatchObject({ status: 401, instance: '/do/0/a' });
    expect(run({ fault: 'CONNECTION_RESET_BY_PEER' })).toMatchObject({ status: 500, instance: '/do/0/a' });
  });

  it('shows how the client says who it is', () => {
    const request = (client: string) =>
      rehearseYaml(
        call(
          `{ oauth2: { authority: https://id.example.com, grant: password, username: ann, password: pw, request: { encoding: application/json }, endpoints: { token: /t }, client: ${client} } }`,
        ),
        {
          stubs: [api],
        },
      ).effects()[0]?.request;
    expect(request('{ id: me, secret: s, authentication: client_secret_basic }')).toEqual({
      method: 'POST',
      uri: 'https://id.example.com/t',
      headers: { 'content-type': 'application/json', authorization: 'Basic bWU6cw==' },
      body: { grant_type: 'password', username: 'ann', password: 'pw' },
    });
    expect(request('{ id: me, assertion: jwt, authentication: private_key_jwt }')).toMatchObject({
      body: { client_id: 'me', client_assertion: 'jwt' },
    });
  });
});

describe('OpenID Connect', () => {
  it('finds the token endpoint through discovery where a stub answers it', () => {
    const discovery = {
      request: { urlPath: '/.well-known/openid-configuration' },
      response: { jsonBody: { token_endpoint: 'https://tokens.example.com/t' } },
    };
    const policy = '{ oidc: { authority: https://id.example.com/, grant: client_credentials, client: { id: me } } }';
    const { effects } = rehearseYaml(call(policy), { stubs: [discovery, api] });
    expect(effects().map(({ request }) => (request as { uri: string }).uri)).toEqual([
      'https://id.example.com/.well-known/openid-configuration',
      'https://tokens.example.com/t',
      'https://api.example.com/a',
      'https://api.example.com/b',
    ]);
  });
});
