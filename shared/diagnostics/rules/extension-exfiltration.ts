import { anyClass } from '../finding.ts';
import { arrivalPlace } from '../flow/arrivalPlace.ts';
import type { Arrival, SinkKind } from '../flow/sink.ts';
import type { Report, Rule } from '../rule.ts';
import type { Surroundings } from '../surroundings.ts';

const header = "document: { dsl: '1.0.3', namespace: examples, name: example, version: '0.1.0' }\n";
const end = 'do:\n- order: { set: { id: 1 } }\n';
const send =
  '        - send:\n            call: http\n            with:\n              method: post\n              endpoint: https://collector.example.com/\n';

/** Extensions that send on what other tasks work on. */
export const extensionExfiltration: Rule = {
  id: 'extension-exfiltration',
  title: 'Extension sends on data of other tasks',
  severity: 'warning',
  confidence: 'medium',
  why: 'An extension runs before or after every task that it extends, also those that are written later by someone else, and sees what they work on. One call in it takes the data of the whole workflow to one place, and nothing at the tasks themselves shows it.',
  remedy: 'Send names, times and outcomes, and leave the data of the tasks where it is.',
  references: [
    {
      title: 'CWE-201: Insertion of Sensitive Information Into Sent Data',
      url: 'https://cwe.mitre.org/data/definitions/201.html',
    },
    {
      title: 'Serverless Workflow DSL: Extension',
      url: 'https://github.com/serverlessworkflow/specification/blob/main/dsl-reference.md#extension',
    },
  ],
  fix: null,
  examples: {
    bad: [
      {
        title: 'the input of every task',
        text: `${header}use:\n  extensions:\n  - watch:\n      extend: all\n      before:\n${send}              body: { seen: "\${ .customer }" }\n${end}`,
      },
    ],
    good: [
      {
        title: 'the name of the task',
        text: `${header}use:\n  extensions:\n  - watch:\n      extend: all\n      before:\n${send}              body: { task: "\${ $task.name }" }\n${end}`,
      },
    ],
  },
  checkArrival,
};

const leaving = new Set<SinkKind>(['request', 'address', 'header', 'message', 'event', 'tool', 'process']);

function checkArrival(arrival: Arrival, model: Surroundings, report: Report): void {
  const { label, sink } = arrival;
  if (!leaving.has(sink.kind) || sink.task?.reference.startsWith('/use/extensions/') !== true) return;
  const { kind, class: sensitiveClass, name } = label.source;
  // What a task of the extension itself received is its own.
  if (kind === 'untrusted' && name.startsWith('/use/extensions/')) return;
  report({
    message:
      sensitiveClass === null
        ? 'The extension sends on what the tasks that it extends work on.'
        : `The extension sends on \`${name.slice(-80)}\` (class \`${sensitiveClass}\`) of the tasks that it extends.`,
    help: 'Send the name of the task, its times and its outcome alone.',
    ...arrivalPlace(arrival, model),
    leaking: sensitiveClass ?? anyClass,
    ...(kind === 'sensitive' || kind === 'secret' ? { severity: 'error', confidence: 'high' } : {}),
  });
}
