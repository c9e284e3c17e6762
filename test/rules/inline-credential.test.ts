import { expect, it } from 'vitest';
import { inlineCredential } from '../../shared/diagnostics/rules/inline-credential.ts';
import { completed, describeRule, findingsIn, fixed, marked } from './ruleHarness.ts';

describeRule(inlineCredential);

const rule = inlineCredential;
const withAuthentication = (policy: string, endpoint = 'https://example.com') =>
  `- a:\n    call: http\n    with:\n      method: get\n      endpoint:\n        uri: ${endpoint}\n        authentication: ${policy}\n`;

it.each([
  ['{ basic: { username: me, password: "open sesame" } }', ['"open sesame"']],
  ['{ digest: { username: me, password: abcd } }', ['abcd']],
  ['{ bearer: { token: abcd } }', ['abcd']],
  [
    '{ oauth2: { authority: "https://id.example.com", grant: client_credentials, client: { id: me, secret: abcd } } }',
    ['abcd'],
  ],
  ['{ basic: { use: credentials } }', []],
  [`{ bearer: { token: "\${ $secrets.token }" } }`, []],
  ['{ bearer: { token: <token> } }', []],
  ['{ bearer: { token: "****" } }', []],
])('reads the authentication %s', (policy, expected) => {
  expect(marked(rule, withAuthentication(policy))).toEqual(expected);
});

it('reads headers, addresses and data', () => {
  const text = `- a:
    call: http
    with:
      method: get
      endpoint: https://example.com/?api_key=abcdef&page=2
      headers: { Authorization: Bearer abcdef, Accept: text/plain, X-Api-Key: "\${ $secrets.key }" }
- b:
    set: { password: hunter2, passwordHint: mother, apiKey: "\${ .key }" }
`;
  expect(marked(rule, text)).toEqual(['abcdef', 'Bearer abcdef', 'hunter2']);
});

it('leaves schemas alone', () => {
  const text = `document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }
input: { schema: { document: { properties: { password: { type: string, title: password } } } } }
do: [ { a: { set: { x: 1 } } } ]
`;
  expect(marked(rule, text)).toEqual([]);
});

it('never repeats the credential', () => {
  const found = findingsIn(completed(withAuthentication('{ bearer: { token: hunter2 } }')));
  const own = found.filter(({ rule: id }) => id === rule.id);
  expect(own).toHaveLength(1);
  expect(JSON.stringify(own)).not.toContain('hunter2');
});

it('names a secret and declares it, whatever is declared already', () => {
  const tasks = withAuthentication('{ bearer: { token: abcd } }');
  for (const use of ['', 'use: { secrets: [other] }\n', 'use:\n  secrets:\n    - other\n', 'use: { timeouts: {} }\n']) {
    const after = fixed(rule, completed(tasks).replace('do:', `${use}do:`));
    expect(after).toContain(`token: "\${ $secrets.a_token }"`);
    expect(after).toMatch(/secrets:[^d]*a_token/);
    expect(findingsIn(after).filter(({ rule: id }) => ['schema', 'syntax', rule.id].includes(id))).toEqual([]);
  }
});

const run = (shell: string) => `- a: { run: { shell: { ${shell} } } }\n`;

it.each([
  [`command: 'curl -u admin:hunter2 https://example.com/'`, ['hunter2']],
  [`command: 'curl -H "Authorization: Bearer abcdef1234567" https://example.com/'`, ['abcdef1234567']],
  [`command: 'curl -H "Authorization: Bearer $TOKEN" https://example.com/'`, []],
  [`command: 'DB_PASSWORD=hunter2 load'`, ['hunter2']],
  [`command: 'DB_PASSWORD="$OTHER" load; cd "$OLDPWD"; PWD=/srv ls'`, []],
  [`command: 'load --api-key hunter2 --token-file /run/token --no-password'`, ['hunter2']],
  [`command: load, arguments: ['--password=hunter2']`, [`'--password=hunter2'`]],
  [`command: load, arguments: ['--api-key', hunter2, '--token', '/run/token']`, ['hunter2']],
  [`command: load, arguments: ['--password', '\${ .password }']`, []],
  [
    `command: load, environment: { GITHUB_TOKEN: hunter2, TOKEN_FILE: /run/token, NEXT_PAGE_TOKEN: abcdef }`,
    ['hunter2'],
  ],
  [`command: load, environment: { DATABASE: 'postgres://app:hunter2@db.example.com/app' }`, ['hunter2']],
])('reads the process %s', (shell, expected) => {
  expect(marked(rule, run(shell))).toEqual(expected);
});

it.each([
  ['const apiKey = "hunter2hunter"; return apiKey', ['hunter2hunter']],
  ['const messages = { password: "required" }; return messages', []],
  ['const token = process.env["API_TOKEN_2"]; return token === "hunter2hunter"', []],
])('reads the script %s', (code, expected) => {
  expect(marked(rule, `- a:\n    run: { script: { language: js, code: '${code}' } }\n`)).toEqual(expected);
});

it('reads what expressions write themselves', () => {
  const text = `- a:
    call: http
    with: { method: get, endpoint: https://example.com/, headers: '\${ {Authorization: "Bearer abcdef"} }' }
- b:
    call: http
    with: { method: get, endpoint: https://example.com/, headers: { Private-Token: '\${ "abc" + "def" }', Idempotency-Key: abc } }
- c:
    set: { api: '\${ {password: "hunter2", user: .user} }' }
`;
  expect(marked(rule, text)).toEqual(['"Bearer abcdef"', `'\${ "abc" + "def" }'`, '"hunter2"']);
});
