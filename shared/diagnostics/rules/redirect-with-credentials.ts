import { isJsonObject } from '../../base/json.ts';
import { isCredentialHeader } from '../credentialNames.ts';
import type { Arrival } from '../flow/sink.ts';
import type { PartModel } from '../model.ts';
import { type ModelTask, taskMember } from '../modelTask.ts';
import type { Report, Rule } from '../rule.ts';
import type { Surroundings } from '../surroundings.ts';

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
  checkTask,
  checkArrival,
};

function checkTask(task: ModelTask, model: PartModel, report: Report): void {
  if (followsRedirects(task) && hasCredentials(task, model)) say(task, model, report);
}

/** A header of any name that a secret goes into. */
function checkArrival({ sink, label }: Arrival, model: Surroundings, report: Report): void {
  const { kind, task } = sink;
  if (kind !== 'header' || label.source.kind !== 'secret' || task === null) return;
  if (followsRedirects(task)) say(task, model, report);
}

function followsRedirects(task: ModelTask): boolean {
  const { call } = task.task;
  return (call === 'http' || call === 'openapi') && taskMember(task, 'with', 'redirect') === true;
}

function say(task: ModelTask, model: Surroundings, report: Report): void {
  const place = model.placeOf(`${task.reference}/with/redirect`);
  report({
    message: 'The credentials of this request follow it to wherever the answer sends it.',
    help: 'Name the address that answers, and follow no redirects.',
    ...place,
    fixes: [{ title: 'Follow no redirects', safe: false, edits: [{ range: place.range, newText: 'false' }] }],
  });
}

function hasCredentials(task: ModelTask, model: PartModel): boolean {
  if (taskMember(task, 'with', 'endpoint', 'authentication') !== undefined) return true;
  if (taskMember(task, 'with', 'authentication') !== undefined) return true;
  const headers = taskMember(task, 'with', 'headers');
  if (isJsonObject(headers)) return Object.keys(headers).some(isCredentialHeader);
  const expression = model.part.textAt(`${task.reference}/with/headers`)?.expression;
  if (expression?.tree.kind !== 'object') return false;
  return expression.tree.entries.some(
    ({ key }) => key.kind === 'literal' && typeof key.value === 'string' && isCredentialHeader(key.value),
  );
}
