import { outputReads, type Read } from '../flow/outputReads.ts';
import type { DocumentModel } from '../model.ts';
import { partOf } from '../modelExpressions.ts';
import { type ModelTask, taskMember } from '../modelTask.ts';
import type { Report, Rule } from '../rule.ts';

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
  fix: null,
  examples: {
    bad: [
      { title: 'the detail of an error', text: attempt(`${call} { reason: "\${ $error.detail }" }`) },
      { title: 'the whole error', text: attempt(`${call} { error: "\${ $error }" }`) },
    ],
    good: [{ title: 'the status', text: attempt(`${call} { status: "\${ $error.status }" }`) }],
  },
  check,
};

const telling = new Set(['detail', 'instance']);

function check(model: DocumentModel, report: Report): void {
  for (const expression of model.expressions) {
    const { text } = expression;
    const { task } = text;
    // Behind the `${` there has to be a variable.
    if (task === null || !text.value.includes('$', 2) || !leaves(task, text.pointer)) continue;
    const names = caughtNames(model, task);
    if (names.size === 0) continue;
    for (const read of outputReads(expression.tree)) {
      if (!isTelling(read, names)) continue;
      const isMessage = task.action === 'email' || task.action === 'notification';
      report({
        message: 'What went wrong inside is sent on with all its details.',
        help: 'Send the status or the type of the error, or a sentence of your own.',
        pointer: text.pointer,
        range: model.rangeIn(text, partOf(expression, read.range)),
        // People of the house are told by messages too.
        ...(isMessage ? { severity: 'note' } : {}),
      });
    }
  }
}

function isTelling({ variable, names }: Read, caught: ReadonlySet<string>): boolean {
  const [first] = names;
  return variable !== null && caught.has(variable) && (first === undefined || telling.has(first));
}

/** Whether the text is an argument of a call to others, or an event. */
function leaves({ target, action, task, reference }: ModelTask, pointer: string): boolean {
  if (task.emit !== undefined) return pointer.startsWith(`${reference}/emit/`);
  const isOutside = target?.kind === 'protocol' || (action !== null && action !== 'database');
  return isOutside && pointer.startsWith(`${reference}/with/`);
}

/** The variables that hold caught errors where a task stands. */
function caughtNames({ tasksByReference }: DocumentModel, task: ModelTask): ReadonlySet<string> {
  const names = new Set<string>();
  let inner = task;
  while (inner.parent !== null) {
    const outer = tasksByReference.get(inner.parent);
    if (outer === undefined) break;
    if (inner.scope === `${outer.reference}/catch/do`) {
      const name = taskMember(outer, 'catch', 'as');
      names.add(typeof name === 'string' ? name : 'error');
    }
    inner = outer;
  }
  return names;
}
