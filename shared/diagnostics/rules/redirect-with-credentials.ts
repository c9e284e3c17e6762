import { isJsonObject } from '../../base/json.ts';
import { isCredentialHeader } from '../credentialNames.ts';
import type { DocumentModel } from '../model.ts';
import { type ModelTask, taskMember } from '../modelTask.ts';
import type { Report, Rule } from '../rule.ts';

const call =
  "- report:\n    call: http\n    with:\n      method: get\n      endpoint:\n        uri: https://reports.example.com/\n        authentication: { bearer: { token: '${ .token }' } }\n";

/** Requests that take their credentials along to wherever the answer sends them. */
export const redirectWithCredentials: Rule = {
  id: 'redirect-with-credentials',
  title: 'Credentials follow a redirect',
  severity: 'warning',
  confidence: 'medium',
  why: 'With `redirect: true` the server says where the request goes next, to another host or one inside the network too. Many clients send the credentials along: whoever can make the service redirect, by a parameter or a forgotten name, receives them.',
  remedy:
    'Leave `redirect` out and name the address that answers. Where redirects are needed, follow them with a request that has no credentials.',
  references: [
    {
      title: 'RFC 9110, section 15.4: Redirection 3xx',
      url: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.4',
    },
    { title: 'CWE-522: Insufficiently Protected Credentials', url: 'https://cwe.mitre.org/data/definitions/522.html' },
  ],
  fix: 'review',
  examples: {
    bad: [{ title: 'a token that goes along', text: `${call}      redirect: true\n` }],
    good: [{ title: 'no redirects', text: call }],
  },
  check,
};

function check(model: DocumentModel, report: Report): void {
  for (const task of model.tasks) {
    const { call } = task.task;
    if ((call !== 'http' && call !== 'openapi') || taskMember(task, 'with', 'redirect') !== true) continue;
    if (!hasCredentials(model, task) && !hasSecret(model, task)) continue;
    const pointer = `${task.reference}/with/redirect`;
    const range = model.rangeOf(pointer);
    report({
      message: 'The credentials of this request follow it to wherever the answer sends it.',
      help: 'Name the address that answers, and follow no redirects.',
      pointer,
      range,
      fixes: [{ title: 'Follow no redirects', safe: false, edits: [{ range, newText: 'false' }] }],
    });
  }
}

function hasCredentials(model: DocumentModel, task: ModelTask): boolean {
  if (taskMember(task, 'with', 'endpoint', 'authentication') !== undefined) return true;
  if (taskMember(task, 'with', 'authentication') !== undefined) return true;
  const headers = taskMember(task, 'with', 'headers');
  if (isJsonObject(headers)) return Object.keys(headers).some(isCredentialHeader);
  const expression = model.expressions.find(({ text }) => text.pointer === `${task.reference}/with/headers`);
  if (expression === undefined || expression.tree.kind !== 'object') return false;
  return expression.tree.entries.some(
    ({ key }) => key.kind === 'literal' && typeof key.value === 'string' && isCredentialHeader(key.value),
  );
}

/** A header of any name that a secret goes into. */
function hasSecret(model: DocumentModel, { reference }: ModelTask): boolean {
  return model.flow
    .arrivals('header')
    .some(({ sink, label }) => sink.task?.reference === reference && label.source.kind === 'secret');
}
