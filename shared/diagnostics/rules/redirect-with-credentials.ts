import { isJsonObject, type Json } from '../../base/json.ts';
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
    if (!hasCredentials(task)) continue;
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

function hasCredentials(task: ModelTask): boolean {
  if (taskMember(task, 'with', 'endpoint', 'authentication') !== undefined) return true;
  if (taskMember(task, 'with', 'authentication') !== undefined) return true;
  const headers: Json | undefined = taskMember(task, 'with', 'headers');
  if (headers === undefined || !isJsonObject(headers)) return false;
  return Object.keys(headers).some((name) =>
    /^(authorization|cookie|(x-)?(api|auth|access)-?(key|token))$/i.test(name),
  );
}
