import type { Confidence, Severity } from '../finding.ts';
import { arrivalPlace } from '../flow/arrivalPlace.ts';
import type { Label } from '../flow/label.ts';
import type { Arrival, SinkKind } from '../flow/sink.ts';
import type { Report, Rule } from '../rule.ts';
import type { Surroundings } from '../surroundings.ts';

const use = 'use: { secrets: [ reports ] }\n';
const header = "document: { dsl: '1.0.3', namespace: examples, name: example, version: '0.1.0' }\n";
const take = '    input: { from: "${ { key: $secrets.reports } }" }\n';

/** Secrets that leave by another way than an authentication. */
export const secretToSink: Rule = {
  id: 'secret-to-sink',
  title: 'Secret leaves',
  severity: 'error',
  confidence: 'high',
  why: 'A secret that is sent in a message, written into an address, put into the result or a table, or handed to a tool is a secret no more: it is kept in mailboxes, logs and histories by people who were never to have it. The authorization of a request is one too.',
  remedy:
    'Name the secret in the `authentication` of the call that needs it. A process that has to have it gets it through its environment.',
  references: [
    {
      title: 'CWE-200: Exposure of Sensitive Information to an Unauthorized Actor',
      url: 'https://cwe.mitre.org/data/definitions/200.html',
    },
    {
      title: 'OWASP: Secrets Management',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
    },
  ],
  fix: null,
  examples: {
    bad: [
      {
        title: 'a secret in an e-mail',
        text: `${header}${use}do:\n- tell:\n${take}    call: email:1.0.0@default\n    with: { to: a@example.com, subject: Key, body: "{{key}}" }\n`,
      },
      {
        title: 'a secret in the result',
        text: `${header}${use}do:\n- keep:\n${take}    set: { note: "\${ \\"key \\" + .key }" }\n`,
      },
    ],
    good: [
      {
        title: 'a secret in an authentication',
        text: `${header}${use}do:\n- report:\n    call: http\n    with:\n      method: get\n      endpoint:\n        uri: https://reports.example.com/\n        authentication: { bearer: { token: "\${ $secrets.reports }" } }\n`,
      },
      {
        title: 'whether there is one',
        text: `${header}${use}do:\n- keep:\n${take}    set: { isKnown: "\${ .key != null }" }\n`,
      },
    ],
  },
  checkArrival,
};

/** What each sink means for a secret; the others may have it: a header is sent to the service alone, an environment is read by the process alone. */
const sinks: Partial<Readonly<Record<SinkKind, string>>> = {
  address: 'becomes part of an address',
  message: 'leaves in a message',
  event: 'leaves in an event',
  tool: 'is handed to a tool',
  error: 'becomes part of an error',
  output: 'becomes part of the result',
  code: 'becomes part of a command or script',
  sql: 'becomes part of an SQL text',
  request: 'leaves in the body of a request',
  database: 'is written for a database',
};

function checkArrival(arrival: Arrival, model: Surroundings, report: Report): void {
  const { label, sink } = arrival;
  const { kind } = label.source;
  const how = sinks[sink.kind];
  if ((kind !== 'secret' && kind !== 'authorization') || how === undefined) return;
  report({
    message: `${nameOf(label)} ${how}.`,
    help: 'Name the secret in `authentication`, or keep it out.',
    ...arrivalPlace(arrival, model),
    leaking: 'secret',
    ...gradeOf(sink.kind, label),
  });
}

/** How grave it is, and how sure, where that is less than of other secrets that leave. */
function gradeOf(kind: SinkKind, { isFollowed }: Label): Partial<{ severity: Severity; confidence: Confidence }> {
  // Few commands print what they were trusted with.
  if (!isFollowed) return { severity: kind === 'output' ? 'note' : 'warning', confidence: 'low' };
  // Services that take their key in the body are many, and some keep the keys of others in a table.
  return kind === 'request' || kind === 'database' ? { severity: 'warning', confidence: 'medium' } : {};
}

function nameOf({ source }: Label): string {
  if (source.kind === 'authorization') return 'The authorization of a request';
  return source.name === '*' ? 'Every secret' : `The secret \`${source.name.slice(0, 60)}\``;
}
