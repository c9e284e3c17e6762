import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { joinPointer } from '../../workflow/pointer.ts';
import type { Fix } from '../finding.ts';
import type { PartModel } from '../model.ts';
import { isLimited, type ModelTask, taskMember } from '../modelTask.ts';
import type { Report, Rule } from '../rule.ts';

const attempt =
  '- place:\n    try:\n      - order:\n          call: http\n          with: { method: get, endpoint: "https://shop.example.com/orders" }\n    catch:\n      errors: { with: { type: https://serverlessworkflow.io/spec/1.0.0/errors/communication } }\n';

/** Retries without an end. */
export const unboundedRetry: Rule = {
  id: 'unbounded-retry',
  title: 'Retries without a limit',
  severity: 'warning',
  confidence: 'high',
  why: 'A retry that nothing ends goes on as long as the fault does. The run never fails and nobody is told, and all runs together keep a service down that is trying to come up again.',
  remedy:
    'Say in `limit` how often or how long to retry, and handle in `catch.do` what is left; a `timeout` around the task also ends it.',
  references: [
    {
      title: 'CWE-400: Uncontrolled Resource Consumption',
      url: 'https://cwe.mitre.org/data/definitions/400.html',
    },
    {
      title: 'Serverless Workflow DSL reference: retry',
      url: 'https://github.com/serverlessworkflow/specification/blob/main/dsl-reference.md#retry',
    },
  ],
  fix: 'review',
  examples: {
    bad: [{ title: 'a delay alone', text: `${attempt}      retry: { delay: { seconds: 3 } }\n` }],
    good: [
      {
        title: 'a number of retries',
        text: `${attempt}      retry: { delay: { seconds: 3 }, limit: { attempt: { count: 5 } } }\n`,
      },
      {
        title: 'a time for all of them',
        text: `${attempt}      retry: { delay: { seconds: 3 }, limit: { duration: { minutes: 2 } } }\n`,
      },
    ],
  },
  checkTask,
};

function checkTask(task: ModelTask, model: PartModel, report: Report): void {
  const policy = task.type === 'try' && !isLimited(task, model) ? policyOf(task, model.use) : null;
  if (policy === null || hasLimit(policy.value)) return;
  report({
    message:
      policy.name === null ? 'This retries without a limit.' : `The retry policy \`${policy.name}\` has no limit.`,
    help: 'Say in `limit` how often (`attempt.count`) or how long (`duration`) to retry.',
    ...model.placeOf(policy.pointer, 'key'),
    fixes: fixesFor(model, policy),
  });
}

interface RetryPolicy {
  /** The name in `use.retries`; null where it stands in the task. */
  readonly name: string | null;
  readonly pointer: string;
  readonly value: JsonObject;
}

function policyOf(task: ModelTask, use: JsonObject): RetryPolicy | null {
  const retry = taskMember(task, 'catch', 'retry');
  if (retry === undefined) return null;
  if (isJsonObject(retry)) return { name: null, pointer: `${task.reference}/catch/retry`, value: retry };
  const { retries } = use;
  if (typeof retry !== 'string' || !isJsonObject(retries) || !Object.hasOwn(retries, retry)) return null;
  const value = retries[retry];
  if (!isJsonObject(value)) return null;
  return { name: retry.slice(0, 60), pointer: joinPointer('/use/retries', retry), value };
}

/** More attempts than this are as good as no limit. */
const mostAttempts = 1_000;

/** A limit of each attempt's duration ends no retrying. */
function hasLimit({ limit }: JsonObject): boolean {
  if (!isJsonObject(limit)) return false;
  const count = member(limit.attempt, 'count');
  return limit.duration !== undefined || (typeof count === 'number' ? count <= mostAttempts : count !== undefined);
}

function member(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function fixesFor(model: PartModel, { pointer, value }: RetryPolicy): readonly Fix[] {
  const count = 5;
  // A limit that is there and too high is for the person to lower.
  if (member(member(value.limit, 'attempt'), 'count') !== undefined) return [];
  const edit =
    member(value.limit, 'attempt') !== undefined
      ? model.insertEntry(`${pointer}/limit/attempt`, 'count', count)
      : value.limit === undefined
        ? model.insertEntry(pointer, 'limit', { attempt: { count } })
        : model.insertEntry(`${pointer}/limit`, 'attempt', { count });
  return edit === null ? [] : [{ title: `Retry ${count} times at most`, safe: false, edits: [edit] }];
}
