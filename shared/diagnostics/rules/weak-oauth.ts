import type { PartModel } from '../model.ts';
import type { ModelText } from '../modelText.ts';
import type { Report, Rule } from '../rule.ts';

const call =
  '- report:\n    call: http\n    with:\n      method: get\n      endpoint:\n        uri: https://reports.example.com/\n        authentication:\n';
const authority = 'authority: "https://id.example.com"';

/** Ways to authenticate that are known to be weak. */
export const weakOauth: Rule = {
  id: 'weak-oauth',
  title: 'Weak way to authenticate',
  severity: 'warning',
  confidence: 'high',
  why: 'With the grant `password` the workflow knows a person’s password, and with it everything that the person may; the implicit grant hands tokens out in addresses. A client without authentication is whoever knows its public id. All three are ruled out by today’s practice for OAuth 2.0.',
  remedy:
    'Use `client_credentials` with a client of its own, which may do what the workflow needs and no more, and which proves itself by a secret or a key.',
  references: [
    {
      title: 'RFC 9700, section 2.4: Resource Owner Password Credentials Grant',
      url: 'https://www.rfc-editor.org/rfc/rfc9700#section-2.4',
    },
    { title: 'CWE-1390: Weak Authentication', url: 'https://cwe.mitre.org/data/definitions/1390.html' },
  ],
  fix: null,
  examples: {
    bad: [
      {
        title: 'the password of a person',
        text: `${call}          oauth2:\n            ${authority}\n            grant: password\n            client: { id: reports }\n            username: "\${ $secrets.login.username }"\n            password: "\${ $secrets.login.password }"\n`,
      },
    ],
    good: [
      {
        title: 'a client of its own',
        text: `${call}          oauth2:\n            ${authority}\n            grant: client_credentials\n            client: { id: reports, secret: "\${ $secrets.reports }" }\n`,
      },
    ],
  },
  checkText,
};

/** What each value means; completes a sentence. */
const weakGrants: Readonly<Record<string, string>> = {
  password: 'The grant `password` gives the workflow a person’s password.',
  implicit: 'The grant `implicit` hands tokens out in addresses.',
};

function checkText(text: ModelText, _model: PartModel, report: Report): void {
  const message = weakness(text);
  if (message === null) return;
  const help = 'Use `client_credentials` with a client that proves itself by a secret or a key.';
  report({ message, help, pointer: text.pointer, range: text.range });
}

function weakness({ path, value, isData }: ModelText): string | null {
  const key = path.at(-1);
  const holder = path.at(-2);
  if (isData || (key !== 'grant' && key !== 'authentication')) return null;
  if (key === 'grant' && (holder === 'oauth2' || holder === 'oidc')) {
    return Object.hasOwn(weakGrants, value) ? (weakGrants[value] ?? null) : null;
  }
  const isClient = holder === 'client' && (path.at(-3) === 'oauth2' || path.at(-3) === 'oidc');
  return isClient && value === 'none' ? 'A client that does not authenticate is whoever knows its id.' : null;
}
