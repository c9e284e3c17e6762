import { arrivalPlace } from '../flow/arrivalPlace.ts';
import { type Arrival, type SinkKind, sendingTask } from '../flow/sink.ts';
import type { Report, Rule } from '../rule.ts';
import type { Surroundings } from '../surroundings.ts';

const attempt = (task: string) =>
  `- place:\n    try:\n      - order:\n          set: { x: 1 }\n    catch:\n      do:\n        - tell:\n            ${task}\n`;
const call =
  'call: webhook:1.0.0@default\n            with:\n              url: https://shop.example.com/failed\n              method: post\n              body:';

/** Details of errors that leave the house. */
export const errorDetailLeak: Rule = {
  id: 'error-detail-leak',
  title: 'Details of an error leave',
  severity: 'warning',
  confidence: 'medium',
  why: 'The detail of an error is written for those who run the workflow. It holds addresses, parts of requests and answers, names of tables and files. Sent on, it shows others how the inside is built, and now and then the data of a customer.',
  remedy: 'Send the status or the type of the error, or a sentence of your own, and leave the detail to the trace.',
  references: [
    {
      title: 'CWE-209: Generation of Error Message Containing Sensitive Information',
      url: 'https://cwe.mitre.org/data/definitions/209.html',
    },
    {
      title: 'OWASP: Error Handling',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Error_Handling_Cheat_Sheet.html',
    },
  ],
  limits: 'Details that become part of another error, or of the result of the workflow: who started it may see them.',
  fix: null,
  examples: {
    bad: [
      { title: 'the detail of an error', text: attempt(`${call} { reason: "\${ $error.detail }" }`) },
      { title: 'the whole error', text: attempt(`${call} { error: "\${ $error }" }`) },
    ],
    good: [{ title: 'the status', text: attempt(`${call} { status: "\${ $error.status }" }`) }],
  },
  checkArrival,
};

function checkArrival(arrival: Arrival, model: Surroundings, report: Report): void {
  const { label, sink } = arrival;
  if (label.source.kind !== 'error' || !leaving.has(sink.kind)) return;
  const action = sendingTask(sink)?.action;
  report({
    message: 'What went wrong inside is sent on with all its details.',
    help: 'Send the status or the type of the error, or a sentence of your own.',
    ...arrivalPlace(arrival, model),
    // People of the house are told by messages too.
    ...(action === 'email' || action === 'notification' ? { severity: 'note' } : {}),
  });
}

/** Where details reach others. */
const leaving = new Set<SinkKind>(['request', 'address', 'header', 'message', 'event', 'tool']);
