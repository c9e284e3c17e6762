import type { PartModel } from '../model.ts';
import type { ModelEndpoint } from '../modelEndpoints.ts';
import type { Report, Rule } from '../rule.ts';

/** Schemes that carry everything in the clear, and the one that does the same under TLS. */
const secured: Readonly<Record<string, string>> = {
  http: 'https',
  ws: 'wss',
  ftp: 'ftps',
  mqtt: 'mqtts',
  amqp: 'amqps',
};

/** Addresses whose scheme has no encryption. */
export const insecureScheme: Rule = {
  id: 'insecure-scheme',
  title: 'Address without encryption',
  severity: 'error',
  confidence: 'high',
  why: 'Whoever is on the path reads and changes what goes over an unencrypted connection: credentials, personal data, and the answer on which the workflow decides.',
  remedy:
    'Use the encrypted scheme of the same protocol, `https` for `http`, after checking that the service offers it.',
  references: [
    {
      title: 'CWE-319: Cleartext Transmission of Sensitive Information',
      url: 'https://cwe.mitre.org/data/definitions/319.html',
    },
    { title: 'RFC 9325: Recommendations for Secure Use of TLS', url: 'https://www.rfc-editor.org/rfc/rfc9325' },
  ],
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'a request in the clear',
        text: '- order:\n    call: http\n    with: { method: get, endpoint: "http://shop.example.com/orders" }\n',
      },
      {
        title: 'an address that an expression puts together',
        text: '- order:\n    call: http\n    with:\n      method: get\n      endpoint: ${ "http://shop.example.com/orders/" + .id }\n',
      },
    ],
    good: [
      {
        title: 'the same over TLS',
        text: '- order:\n    call: http\n    with: { method: get, endpoint: "https://shop.example.com/orders" }\n',
      },
    ],
  },
  checkEndpoint,
};

function checkEndpoint({ text, address }: ModelEndpoint, model: PartModel, report: Report): void {
  const { scheme, schemeRange } = address;
  const better = scheme === null ? undefined : secured[scheme];
  if (better === undefined || schemeRange === null) return;
  const place = model.placeIn(text, schemeRange);
  // An address may be put together from parts, none of which is the scheme.
  const isWritten = model.written(place.range).toLowerCase() === scheme;
  report({
    message: `The address uses \`${scheme}\`, which is not encrypted.`,
    help: `Use \`${better}\`, after checking that the service offers it.`,
    ...place,
    fixes: isWritten
      ? [{ title: `Use \`${better}\``, safe: false, edits: [{ range: place.range, newText: better }] }]
      : [],
  });
}
