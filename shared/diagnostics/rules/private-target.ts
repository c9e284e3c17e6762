import { allowsHost } from '../../policy/allowsHost.ts';
import type { PartModel } from '../model.ts';
import type { ModelEndpoint } from '../modelEndpoints.ts';
import { hostKind, unreadableKind } from '../network/hostKind.ts';
import type { Report, Rule } from '../rule.ts';

/** Hosts that are not surely public: where a workflow should not reach from inside. */
export const privateTarget: Rule = {
  id: 'private-target',
  title: 'Target inside the network',
  severity: 'error',
  confidence: 'high',
  why: 'The runtime stands behind the firewall. A definition that names a loopback, private, link-local or metadata address uses it as a way in: to services that trust their network, or to the credentials of the machine (server-side request forgery). Every spelling of an address counts, also octal, hexadecimal, IPv4 inside IPv6, and a name that resolves to the address in it.',
  remedy:
    'Name the public host of the service. If the workflow has to reach an internal one, let the policy list that host under `network.allowedDomains`.',
  references: [
    { title: 'CWE-918: Server-Side Request Forgery', url: 'https://cwe.mitre.org/data/definitions/918.html' },
    {
      title: 'OWASP: Server-Side Request Forgery Prevention',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html',
    },
    {
      title: 'IANA IPv4 Special-Purpose Address Registry',
      url: 'https://www.iana.org/assignments/iana-ipv4-special-registry/',
    },
  ],
  limits:
    'Names that resolve to a private address: nothing is resolved. Of an address that is written in one place and read in another, what is not whole with its scheme. Hosts that data gives are of `host-from-data`.',
  fix: null,
  examples: {
    bad: [
      {
        title: 'the metadata service of a cloud',
        text: '- credentials:\n    call: http\n    with: { method: get, endpoint: "https://169.254.169.254/latest/meta-data/" }\n',
      },
      {
        title: 'this machine, written in octal',
        text: '- status:\n    call: http\n    with: { method: get, endpoint: "https://0177.0.0.1/status" }\n',
      },
      {
        title: 'a name that resolves to an address inside the network',
        text: '- status:\n    call: http\n    with: { method: get, endpoint: "https://app-10-0-0-5.nip.io/status" }\n',
      },
      {
        title: 'an address that another task writes',
        text: '- prepare:\n    set: { base: "https://10.0.0.5" }\n- status:\n    call: http\n    with:\n      method: get\n      endpoint: ${ .base + "/status" }\n',
      },
    ],
    good: [
      {
        title: 'a public host',
        text: '- status:\n    call: http\n    with: { method: get, endpoint: "https://status.example.com/" }\n',
      },
      {
        title: 'an internal host that the policy allows',
        text: '- status:\n    call: http\n    with: { method: get, endpoint: "https://orders.internal/status" }\n',
        policy: { policy: 1, network: { allowedDomains: ['orders.internal'] } },
      },
    ],
  },
  checkEndpoint,
};

function checkEndpoint({ text, address }: ModelEndpoint, model: PartModel, report: Report): void {
  const { allowedDomains, blockedRanges } = model.policy.network;
  const written = text.value.slice(address.hostRange.start, address.hostRange.end);
  const host = address.isUnreadable ? written : address.host;
  if (host === null || (allowedDomains !== null && allowsHost(allowedDomains, host))) return;
  const kind = address.isUnreadable ? unreadableKind(written) : hostKind(host, blockedRanges);
  if (kind.kind !== 'private') return;
  report({
    message: `\`${host.slice(0, 80)}\` is ${kind.what}.`,
    help: 'Name a public host, or let the policy allow this one under `network.allowedDomains`.',
    ...model.placeIn(text, address.hostRange),
    ...(kind.isSure ? {} : { severity: 'warning', confidence: 'medium' }),
  });
}
