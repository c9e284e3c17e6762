import { isJsonObject, type Json } from '../../base/json.ts';
import { joinPointer } from '../../workflow/pointer.ts';
import { closestName } from '../../workflow/schema/closestName.ts';
import type { DocumentModel } from '../model.ts';
import { type ModelTask, taskMember } from '../modelTask.ts';
import type { ModelText } from '../modelText.ts';
import type { Report, Rule } from '../rule.ts';

const header = "document: { dsl: '1.0.3', namespace: examples, name: order, version: '0.1.0' }\n";

/** Names that lead nowhere: tasks in `then`, and what `use` should declare. */
export const unknownName: Rule = {
  id: 'unknown-name',
  title: 'Name that leads nowhere',
  severity: 'error',
  confidence: 'high',
  why: 'A `then` reaches tasks of its own list only, and a name of `use` has to be declared. A runtime stops with a configuration error when it gets there, which may be years after the review: in the branch that handles the rare case, often after the side effects before it.',
  remedy: 'Correct the name, move the task into the list, or declare what is named in `use`.',
  references: [
    {
      title: 'Serverless Workflow DSL reference: flow directive',
      url: 'https://github.com/serverlessworkflow/specification/blob/main/dsl-reference.md#flow-directive',
    },
    {
      title: 'Serverless Workflow DSL reference: use',
      url: 'https://github.com/serverlessworkflow/specification/blob/main/dsl-reference.md#use',
    },
  ],
  fix: null,
  examples: {
    bad: [
      {
        title: 'a `then` into another list',
        text: `${header}do:\n  - outer:\n      do:\n        - inner: { set: { a: 1 }, then: after }\n  - after: { set: { b: 2 } }\n`,
      },
      {
        title: 'a `then` between branches, which run side by side',
        text: `${header}do:\n  - both:\n      fork:\n        branches:\n          - one: { set: { a: 1 }, then: two }\n          - two: { set: { b: 2 } }\n`,
      },
      {
        title: 'a retry policy that is not declared',
        text: `${header}do:\n  - order:\n      try:\n        - pay: { set: { paid: true } }\n      catch: { retry: often }\n`,
      },
    ],
    good: [
      {
        title: 'names of the same list, and declared ones',
        text: `${header}use: { timeouts: { short: { after: PT5S } } }\ndo:\n  - first: { set: { a: 1 }, timeout: short, then: last }\n  - middle: { set: { a: 2 }, then: end }\n  - last: { set: { a: 3 }, then: middle }\n`,
      },
    ],
  },
  check,
};

const directives: ReadonlySet<string> = new Set(['continue', 'exit', 'end']);

function check(model: DocumentModel, report: Report): void {
  const lists = Map.groupBy(model.tasks, ({ scope }) => scope);
  for (const task of model.tasks) {
    const names = (lists.get(task.scope) ?? []).map(({ name }) => name);
    for (const { pointer, name } of targetsOf(task)) {
      const problem = directives.has(name) ? null : flowProblem(task, name, names);
      if (problem === null) continue;
      const help = 'A `then` leads to `continue`, `exit`, `end` or a task of the same list.';
      report({ message: problem, help, pointer, range: model.rangeOf(pointer) });
    }
  }
  for (const text of model.texts) checkDeclared(model, text, report);
}

interface Target {
  readonly pointer: string;
  readonly name: string;
}

/** Where a task may lead: its own `then`, those of its cases, that of its `catch`. */
function targetsOf(task: ModelTask): Target[] {
  const cases = taskMember(task, 'switch');
  const inCases = (Array.isArray(cases) ? (cases as Json[]) : []).flatMap((item, index) =>
    Object.entries(isJsonObject(item) ? item : {}).map(([name, value]) => ({
      steps: ['switch', index, name, 'then'],
      value: isJsonObject(value) ? value.then : undefined,
    })),
  );
  const own = { steps: ['then'], value: task.task.then };
  const caught = { steps: ['catch', 'then'], value: taskMember(task, 'catch', 'then') };
  return [own, caught, ...inCases].flatMap(({ steps, value }) =>
    typeof value === 'string' ? [{ pointer: joinPointer(task.reference, ...steps), name: value }] : [],
  );
}

function flowProblem({ scope }: ModelTask, name: string, names: readonly string[]): string | null {
  const shown = `\`${name.slice(0, 60)}\``;
  if (scope.endsWith('/fork/branches')) return `A branch cannot go on with ${shown}: branches run side by side.`;
  const count = names.filter((other) => other === name).length;
  if (count === 1) return null;
  if (count > 1) return `More than one task of the list is called ${shown}.`;
  return `There is no task ${shown} in the same list${hintFor(name, names)}`;
}

/** Parts of `use` by the member that names one of them. */
const declaredBy: { readonly [member: string]: string } = {
  retry: 'retries',
  timeout: 'timeouts',
  error: 'errors',
  use: 'authentications',
};
/** What has to stand around such a member, where the member alone does not say it. */
const holders: { readonly [member: string]: string } = { retry: 'catch', error: 'raise', use: 'authentication' };

function checkDeclared(model: DocumentModel, { path, isData, value, pointer, range }: ModelText, report: Report): void {
  const member = String(path.at(-1));
  const part = Object.hasOwn(declaredBy, member) ? declaredBy[member] : undefined;
  if (part === undefined || isData || value.trim().startsWith('${')) return;
  const holder = Object.hasOwn(holders, member) ? holders[member] : undefined;
  if (holder !== undefined && path.at(-2) !== holder) return;
  if (member === 'timeout' && !isTimeoutOfTask(model, path.length, pointer)) return;
  const declared = model.use[part];
  const names = isJsonObject(declared ?? null) ? Object.keys(declared ?? {}) : [];
  if (names.includes(value)) return;
  const message = `There is no \`${value.slice(0, 60)}\` in \`use.${part}\`${hintFor(value, names)}`;
  report({ message, help: 'Declare it there, or correct the name.', pointer, range });
}

/** A call may have an argument of that name, which is a duration. */
function isTimeoutOfTask({ tasksByReference }: DocumentModel, depth: number, pointer: string): boolean {
  return depth === 1 || tasksByReference.has(pointer.slice(0, -'/timeout'.length));
}

function hintFor(name: string, names: readonly string[]): string {
  const meant = closestName(name, names);
  return meant === null ? '.' : `; did you mean \`${meant}\`?`;
}
