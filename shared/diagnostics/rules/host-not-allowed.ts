import { allowsHost } from '../../policy/allowsHost.ts';
import { closestName } from '../../workflow/schema/closestName.ts';
import type { PartModel } from '../model.ts';
import type { ModelEndpoint } from '../modelEndpoints.ts';
import type { ModelTask } from '../modelTask.ts';
import { hostKind } from '../network/hostKind.ts';
import { registryOf } from '../packageReference.ts';
import type { Report, Rule } from '../rule.ts';
import type { Place } from '../surroundings.ts';

const order = '- order:\n    call: http\n    with: { method: get, endpoint: "https://';

/** Hosts that the policy does not list. */
export const hostNotAllowed: Rule = {
  id: 'host-not-allowed',
  title: 'Host that the policy does not list',
  severity: 'error',
  confidence: 'high',
  why: 'The list of allowed domains is what keeps data from leaving for a place that nobody agreed on: a typing mistake, a test system, a collector of someone else. Where the policy has no list at all, each host is noted, so that a reviewer sees where the workflow reaches.',
  remedy: 'Use a host that the policy lists under `network.allowedDomains`, or have this one added to it.',
  references: [
    { title: 'CWE-1327: Binding to an Unrestricted Resource', url: 'https://cwe.mitre.org/data/definitions/1327.html' },
    {
      title: 'NIST SP 800-53 SC-7(5): Deny by default, allow by exception',
      url: 'https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final',
    },
  ],
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'a host beside the list',
        text: `${order}shop.exampel.com/orders" }\n`,
        policy: { policy: 1, network: { allowedDomains: ['shop.example.com'] } },
      },
    ],
    good: [
      {
        title: 'a host on the list',
        text: `${order}shop.example.com/orders" }\n`,
        policy: { policy: 1, network: { allowedDomains: ['*.example.com'] } },
      },
    ],
  },
  checkEndpoint,
  checkTask,
};

function checkEndpoint({ text, address }: ModelEndpoint, model: PartModel, report: Report): void {
  const { allowedDomains, blockedRanges } = model.policy.network;
  const { host } = address;
  if (host === null || (allowedDomains !== null && allowsHost(allowedDomains, host))) return;
  if (allowedDomains === null && hostKind(host, blockedRanges).kind === 'private') return;
  const place = model.placeIn(text, address.hostRange);
  if (allowedDomains === null) {
    report({
      message: `The workflow reaches \`${host}\`, and the policy lists no hosts that it may reach.`,
      help: 'List the hosts that workflows may reach under `network.allowedDomains` of the policy.',
      ...place,
      severity: 'note',
    });
    return;
  }
  reportUnlisted(host, place, model, report);
}

/** An image comes from a host too; where its name says none the runtime chooses. */
function checkTask(task: ModelTask, model: PartModel, report: Report): void {
  const { allowedDomains } = model.policy.network;
  const text = task.type === 'run' ? model.part.textAt(`${task.reference}/run/container/image`) : undefined;
  const registry = text === undefined ? null : registryOf(text.value);
  if (text === undefined || registry === null || allowedDomains === null) return;
  if (!allowsHost(allowedDomains, registry.host)) {
    reportUnlisted(registry.host, model.placeIn(text, registry.range), model, report);
  }
}

function reportUnlisted(host: string, place: Place, model: PartModel, report: Report): void {
  const meant = closestName(
    host,
    model.policy.network.allowedDomains?.filter((domain) => !domain.startsWith('*.')) ?? [],
  );
  const hint = meant === null ? '.' : `; did you mean \`${meant}\`?`;
  report({
    message: `\`${host}\` is not on the policy’s list of allowed domains${hint}`,
    help: 'Use a host of that list, or have this one added to `network.allowedDomains` of the policy.',
    ...place,
    fixes:
      meant === null || model.written(place.range).toLowerCase() !== host
        ? []
        : [{ title: `Use \`${meant}\``, safe: false, edits: [{ range: place.range, newText: meant }] }],
  });
}
