import type { PartModel } from '../model.ts';
import type { ModelEndpoint } from '../modelEndpoints.ts';
import type { Report, Rule } from '../rule.ts';

/** User names and passwords before the host of an address. */
export const userinfoInUrl: Rule = {
  id: 'userinfo-in-url',
  title: 'Credentials in an address',
  severity: 'error',
  confidence: 'high',
  why: 'What stands before the `@` of an address ends up in logs, traces and error texts, and is sent to whoever the host turns out to be. It also serves to disguise a host: in `https://bank.example@evil.example/` the host is `evil.example`.',
  remedy: 'Take it out of the address, and give credentials by `authentication` with a declared secret.',
  references: [
    { title: 'RFC 3986, section 3.2.1: User Information', url: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1' },
    { title: 'CWE-522: Insufficiently Protected Credentials', url: 'https://cwe.mitre.org/data/definitions/522.html' },
  ],
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'user name and password before the host',
        text: '- report:\n    call: http\n    with: { method: get, endpoint: "https://reporter:{password}@reports.example.com/" }\n',
      },
    ],
    good: [
      {
        title: 'credentials from a declared secret',
        text: '- report:\n    call: http\n    with:\n      method: get\n      endpoint:\n        uri: https://reports.example.com/\n        authentication:\n          basic: { use: reporter }\n',
      },
    ],
  },
  marksSecrets: true,
  checkEndpoint,
};

function checkEndpoint({ text, address }: ModelEndpoint, model: PartModel, report: Report): void {
  if (address.userinfoRange === null) return;
  const place = model.placeIn(text, address.userinfoRange);
  const isWritten = /^[^"'\s]*@$/.test(model.written(place.range));
  report({
    message: `The address carries user information before its host${address.host === null ? '' : `, \`${address.host}\``}.`,
    help: 'Take it out, and give credentials by `authentication` with a declared secret.',
    ...place,
    identity: 'userinfo',
    fixes: isWritten
      ? [{ title: 'Take the user information out', safe: false, edits: [{ range: place.range, newText: '' }] }]
      : [],
  });
}
