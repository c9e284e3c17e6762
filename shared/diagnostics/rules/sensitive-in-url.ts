import { isContactClass } from '../../policy/meantPlaces.ts';
import { arrivalPlace } from '../flow/arrivalPlace.ts';
import type { Arrival } from '../flow/sink.ts';
import type { Report, Rule } from '../rule.ts';
import type { Surroundings } from '../surroundings.ts';

const call = '- find:\n    call: http\n    with:\n';

/** Sensitive fields in addresses and queries. */
export const sensitiveInUrl: Rule = {
  id: 'sensitive-in-url',
  title: 'Sensitive field in an address',
  severity: 'warning',
  confidence: 'medium',
  why: 'Addresses are written down all along the way: in the logs of proxies, servers and runtimes, in histories and error texts, and encryption on the line does not help there. A number, a diagnosis or a token in one of them is kept by many, and erased by none. An e-mail address, a telephone number or a name is a note: services are often searched by them, and their logs hold them all the same.',
  remedy:
    'Send the field in the body of a request, or name the record by an identifier that says nothing. Credentials belong into `authentication`.',
  references: [
    {
      title: 'CWE-598: Use of GET Request Method With Sensitive Query Strings',
      url: 'https://cwe.mitre.org/data/definitions/598.html',
    },
    {
      title: 'RFC 9110, section 17.9: Disclosure of Sensitive Information in URIs',
      url: 'https://www.rfc-editor.org/rfc/rfc9110#section-17.9',
    },
  ],
  fix: null,
  examples: {
    bad: [
      {
        title: 'a social security number in the path',
        text: `${call}      method: get\n      endpoint: https://people.example.com/by-number/{ssn}\n`,
      },
      {
        title: 'the same in the query',
        text: `${call}      method: get\n      endpoint: https://people.example.com/\n      query: { number: "\${ .person.ssn }" }\n`,
      },
    ],
    good: [
      {
        title: 'in the body',
        text: `${call}      method: post\n      endpoint: https://people.example.com/search\n      body: { number: "\${ .person.ssn }" }\n`,
      },
      {
        title: 'an identifier that says nothing',
        text: `${call}      method: get\n      endpoint: https://people.example.com/{personId}\n`,
      },
    ],
  },
  checkArrival,
};

function checkArrival(arrival: Arrival, model: Surroundings, report: Report): void {
  const { source } = arrival.label;
  const { class: sensitiveClass } = source;
  if (arrival.sink.kind !== 'address' || sensitiveClass === null) return;
  if (model.policy.sensitive.classes[sensitiveClass]?.exposure === 'off') return;
  report({
    message: `\`${source.name.slice(-80)}\` (class \`${sensitiveClass}\`) becomes part of the address.`,
    help: 'Send it in the body, or name the record by an identifier that says nothing.',
    ...arrivalPlace(arrival, model),
    leaking: sensitiveClass,
    ...(isContactClass(sensitiveClass) ? { severity: 'note' } : {}),
  });
}
