import { allowsHost } from '../../policy/allowsHost.ts';
import { isMeantPlace } from '../../policy/meantPlaces.ts';
import type { PolicyPatch } from '../../policy/mergePolicy.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Severity } from '../finding.ts';
import { arrivalPlace } from '../flow/arrivalPlace.ts';
import { type Arrival, argumentOf, type SinkKind, sendingTask } from '../flow/sink.ts';
import type { ModelTask } from '../modelTask.ts';
import { writtenHosts } from '../network/writtenHosts.ts';
import type { Report, Rule } from '../rule.ts';
import type { Surroundings } from '../surroundings.ts';

const listed: PolicyPatch = { policy: 1, network: { allowedDomains: ['payroll.example.com'] } };
const pay = (host: string, body: string) =>
  `- pay:\n    call: http\n    with:\n      method: post\n      endpoint: https://${host}/entries\n      body: ${body}\n`;

/** Sensitive fields that leave for a service, an event, a tool or an error. */
export const sensitiveToSink: Rule = {
  id: 'sensitive-to-sink',
  title: 'Sensitive field goes to a service, an event, a tool or an error',
  severity: 'warning',
  confidence: 'medium',
  why: 'What a service was sent it may keep, and whoever runs it has to be trusted with it. An event is read by all who listen, a tool may hand on what it is given to a model, and an error is logged. A host that the policy lists is one that somebody agreed on; where the policy lists none, nobody can tell, and each field is noted. E-mails, notifications and webhooks are the matter of `unmasked-sensitive-field`, addresses that of `sensitive-in-url`.',
  remedy:
    'Send only the fields that the receiver needs, or list its host under `network.allowedDomains` of the policy.',
  references: [
    {
      title: 'CWE-359: Exposure of Private Personal Information',
      url: 'https://cwe.mitre.org/data/definitions/359.html',
    },
    { title: 'GDPR, article 28: processors', url: 'https://eur-lex.europa.eu/eli/reg/2016/679/oj' },
  ],
  fix: null,
  examples: {
    bad: [
      {
        title: 'a social security number for a host beside the list',
        text: pay('collector.example.org', `{ number: "\${ .ssn }" }`),
        policy: listed,
      },
      {
        title: 'a card number in an event',
        text: `- tell:\n    emit:\n      event:\n        with: { source: https://example.com/, type: paid, data: { card: "\${ .cardNumber }" } }\n`,
      },
    ],
    good: [
      {
        title: 'a host on the list',
        text: pay('payroll.example.com', `{ number: "\${ .ssn }" }`),
        policy: listed,
      },
      {
        title: 'only whether there is one',
        text: pay('collector.example.org', `{ isKnown: "\${ .ssn != null }" }`),
        policy: listed,
      },
    ],
  },
  checkArrival,
};

/** How something leaves by each kind of sink. A process and a database belong to the house; a result goes to who asked for it. */
const sinks: Partial<Readonly<Record<SinkKind, string>>> = {
  request: 'is sent to a service',
  header: 'is sent to a service in a header',
  event: 'leaves in an event',
  tool: 'is handed to a tool',
  error: 'becomes part of an error',
};

function checkArrival(arrival: Arrival, model: Surroundings, report: Report): void {
  const { sink, label } = arrival;
  const { class: sensitiveClass, name } = label.source;
  const how = sinks[sink.kind];
  const task = sendingTask(sink);
  if (how === undefined || task === null || task.action !== null || sensitiveClass === null) return;
  if (isMeantPlace(sensitiveClass, effectOf(task), argumentOf(arrival).slice(1))) return;
  const severity = gravity(task, sink.kind, sensitiveClass, model.policy);
  if (severity === null) return;
  const shown = name.length > 80 ? `…${name.slice(-80)}` : name;
  report({
    message: `\`${shown}\` (class \`${sensitiveClass}\`) ${how}.`,
    help: 'Send only what the receiver needs.',
    ...arrivalPlace(arrival, model),
    severity,
    leaking: sensitiveClass,
    ...(label.isFollowed ? {} : { confidence: 'low' }),
  });
}

/** How grave it is that a field of the class goes there; null where it may. */
function gravity(
  task: ModelTask,
  kind: SinkKind,
  sensitiveClass: string,
  { network, sensitive }: Policy,
): Severity | null {
  const exposure = sensitive.classes[sensitiveClass]?.exposure ?? 'off';
  if (exposure === 'off') return null;
  const graver = exposure === 'error' ? 'warning' : 'note';
  if (kind !== 'request' && kind !== 'header') return graver;
  if (network.allowedDomains === null) return 'note';
  const { allowedDomains } = network;
  return writtenHosts(task)?.every((host) => allowsHost(allowedDomains, host)) === true ? null : graver;
}

/** What a rehearsal calls what leaves there. */
function effectOf({ target, type }: ModelTask): string {
  return target?.kind === 'protocol' ? target.protocol : (type ?? '');
}
