import { isJsonObject } from '../../base/json.ts';
import { keyName } from '../flow/stepPath.ts';
import type { PartModel } from '../model.ts';
import { calledFunction, type ModelTask, taskMember } from '../modelTask.ts';
import type { Report, Rule } from '../rule.ts';

const attempt = (task: string) =>
  `- place:\n    try:\n      - order:\n          ${task}\n    catch:\n      retry: { delay: { seconds: 3 }, limit: { attempt: { count: 5 } } }\n`;
const post = (more: string) =>
  `call: http\n          with: { method: post, endpoint: "https://shop.example.com/orders"${more} }`;

/** Retries of what must not happen twice. */
export const unsafeRetry: Rule = {
  id: 'unsafe-retry',
  title: 'Retry of what must not happen twice',
  severity: 'warning',
  confidence: 'medium',
  why: 'A call that failed may have been carried out: the answer was lost, not the request. Retried, the order is placed twice, the mail goes out five times, the row is there again. Nothing of it shows in the run that succeeded in the end.',
  remedy:
    'Give the request a key by which the service knows it again (`Idempotency-Key`), retry only the reads, or catch errors that say that nothing happened (a `status` of 429 or 503).',
  references: [
    {
      title: 'RFC 9110, section 9.2.2: Idempotent Methods',
      url: 'https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2',
    },
    {
      title: 'The Idempotency-Key HTTP Header Field',
      url: 'https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/',
    },
  ],
  limits: 'What a process does, and calls whose name does not tell, such as `operationId: process`.',
  fix: null,
  examples: {
    bad: [{ title: 'an order that is placed again', text: attempt(post('')) }],
    good: [
      {
        title: 'an order with a key',
        text: attempt(post(', headers: { Idempotency-Key: "${ .orderId }" }')),
      },
      {
        title: 'a read',
        text: attempt('call: http\n          with: { method: get, endpoint: "https://shop.example.com/orders" }'),
      },
    ],
  },
  checkTask,
};

/** Methods that may be repeated (RFC 9110, section 9.2.2). */
const idempotent = new Set(['get', 'head', 'options', 'trace', 'put', 'delete']);
/** Statuses that say that nothing was done: 408, 425, 429 and 503. */
const refusals = new Set([408, 425, 429, 503]);

function checkTask(task: ModelTask, model: PartModel, report: Report): void {
  const what = notRepeatable(task, model);
  const retrying = what === null ? null : innermostRetry(task, model);
  if (what === null || retrying === null || catchesRefusals(retrying, model)) return;
  const retries = model.placeOf(`${retrying.reference}/catch/retry`, 'key');
  report({
    message: `${what} is repeated by the retries around it, and may have happened already.`,
    help: 'Give it a key by which the receiver knows it again, or leave it out of what is retried.',
    ...model.placeOf(task.reference, 'key'),
    related: [{ role: 'see-also', message: 'The retries are here.', ...retries }],
  });
}

function innermostRetry(task: ModelTask, model: PartModel): ModelTask | null {
  for (let inner = task; inner.parent !== null; ) {
    const outer = model.taskAt(inner.parent);
    if (outer === undefined) return null;
    const isInTry = outer.type === 'try' && inner.scope === `${outer.reference}/try`;
    if (isInTry && taskMember(outer, 'catch', 'retry') !== undefined) return outer;
    inner = outer;
  }
  return null;
}

/** A condition that names one of those statuses. */
const refusal = /\bstatus\b.{0,40}\b(408|425|429|503)\b/s;

function catchesRefusals(task: ModelTask, { use }: PartModel): boolean {
  const status = taskMember(task, 'catch', 'errors', 'with', 'status');
  if (typeof status === 'number' && refusals.has(status)) return true;
  const retry = taskMember(task, 'catch', 'retry');
  const named = typeof retry === 'string' && isJsonObject(use.retries) ? use.retries[retry] : retry;
  const conditions = [taskMember(task, 'catch', 'when'), isJsonObject(named) ? named.when : undefined];
  return conditions.some((condition) => typeof condition === 'string' && refusal.test(condition));
}

/** Names of operations that make something happen, as services call them. */
const doing =
  /^(\w+[./])?(create|add|insert|send|pay|charge|refund|transfer|book|order|submit|post|publish|issue|register|withdraw|deposit)/i;

/** What a task does that must not happen twice, as the beginning of a sentence; null where it may. */
function notRepeatable(task: ModelTask, model: PartModel): string | null {
  if (task.type === 'emit') return 'This event';
  const called = calledFunction(task);
  if (called !== null) return notRepeatable(called, model);
  const { action, target } = task;
  if (action === 'email' || action === 'notification') return 'This message';
  if (action === 'database') {
    const sql = taskMember(task, 'with', 'sql');
    const isInsertion = typeof sql === 'string' && /^\s*insert\b(?!.*\bon\s+(conflict|duplicate)\b)/is.test(sql);
    return isInsertion || taskMember(task, 'with', 'operation') === 'insert' ? 'This insertion' : null;
  }
  const protocol = target?.kind === 'protocol' ? target.protocol : null;
  const operation = protocol === null ? undefined : taskMember(task, 'with', ...(operations[protocol] ?? ['none']));
  if (typeof operation === 'string' && doing.test(operation)) return 'This call';
  if (action !== 'webhook' && protocol !== 'http') return null;
  const method = taskMember(task, 'with', 'method');
  if (typeof method !== 'string' || method.startsWith('${') || idempotent.has(method.toLowerCase())) return null;
  return hasKey(task, model) ? null : 'This request';
}

/** Where a call names what it does. */
const operations: Readonly<Record<string, readonly string[]>> = {
  openapi: ['operationId'],
  grpc: ['method'],
  mcp: ['parameters', 'name'],
};

const repetitionKey = /^(x-)?(idempotency|request|dedup\w*)-?(key|id)$/i;

function hasKey(task: ModelTask, model: PartModel): boolean {
  const headers = taskMember(task, 'with', 'headers');
  if (isJsonObject(headers)) return Object.keys(headers).some((name) => repetitionKey.test(name));
  const tree = model.part.textAt(`${task.reference}/with/headers`)?.expression?.tree;
  return tree?.kind === 'object' && tree.entries.some(({ key }) => repetitionKey.test(keyName(key) ?? ''));
}
