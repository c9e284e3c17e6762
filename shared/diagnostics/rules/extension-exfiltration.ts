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
  limits:
    'Of data that has no class it marks the first place of each extension alone: the others are of one cause with it.',
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
  checkArrivals,
};

const leaving = new Set<SinkKind>(['request', 'address', 'header', 'message', 'event', 'tool', 'process']);

/** Each sensitive field by itself; of what has no class the first place alone, for all of it has one cause. */
function checkArrivals(arrivals: readonly Arrival[], model: Surroundings, report: Report): void {
  const sent = arrivals.filter(isOfOthers);
  const told = new Set<string>();
  for (const arrival of sent.filter(isGrave)) {
    told.add(placeOf(arrival));
    sayArrival(arrival, model, report);
  }
  for (const arrival of sent) {
    const extension = extensionOf(arrival);
    if (told.has(placeOf(arrival)) || told.has(extension)) continue;
    told.add(extension);
    sayArrival(arrival, model, report);
  }
}

function sayArrival(arrival: Arrival, model: Surroundings, report: Report): void {
  const { class: sensitiveClass, name } = arrival.label.source;
  report({
    message:
      sensitiveClass === null
        ? 'The extension sends on what the tasks that it extends work on.'
        : `The extension sends on \`${name.slice(-80)}\` (class \`${sensitiveClass}\`) of the tasks that it extends.`,
    help: 'Send the name of the task, its times and its outcome alone.',
    ...arrivalPlace(arrival, model),
    leaking: sensitiveClass ?? anyClass,
    ...(isGrave(arrival) ? { severity: 'error', confidence: 'high' } : {}),
  });
}

/** Whether it leaves by an extension; what a task of the extension itself received is its own. */
function isOfOthers(arrival: Arrival): boolean {
  const { kind, name } = arrival.label.source;
  if (!leaving.has(arrival.sink.kind) || extensionOf(arrival) === '') return false;
  return kind !== 'untrusted' || !name.startsWith('/use/extensions/');
}

/** The extension whose task sends it; empty where none does. */
function extensionOf({ sink }: Arrival): string {
  return /^\/use\/extensions\/\d+/.exec(sink.task?.reference ?? '')?.[0] ?? '';
}

function isGrave({ label }: Arrival): boolean {
  return label.source.kind === 'sensitive' || label.source.kind === 'secret';
}

function placeOf({ text, range }: Arrival): string {
  return `${text.pointer} ${range.start} ${range.end}`;
}
