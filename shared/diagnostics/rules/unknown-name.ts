import { isJsonObject } from '../../base/json.ts';
import { nameGuesser } from '../../workflow/schema/closestName.ts';
import type { DocumentModel } from '../model.ts';
import type { ModelTask } from '../modelTask.ts';
import type { ModelText } from '../modelText.ts';
import type { Report, Rule } from '../rule.ts';
import { namedTargets } from '../taskTargets.ts';

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

function check(model: DocumentModel, report: Report): void {
  const guess = nameGuesser();
  const namesOf = rememberedNames(model);
  for (const { leading, naming } of model.parts.all) {
    for (const task of leading) {
      for (const { pointer, name } of namedTargets(task)) {
        const problem = flowProblem(task, name, namesOf(task.scope), guess);
        if (problem === null) continue;
        const help = 'A `then` leads to `continue`, `exit`, `end` or a task of the same list.';
        report({ message: problem, help, ...model.placeOf(pointer) });
      }
    }
    for (const text of naming) checkDeclared(model, text, guess, report);
  }
}

/** How many tasks of a list have a name. */
type NameCounts = ReadonlyMap<string, number>;

/** The names of a list of tasks, which are counted once. */
function rememberedNames({ parts }: DocumentModel): (scope: string) => NameCounts {
  const lists = new Map<string, NameCounts>();
  return (scope) => {
    const known = lists.get(scope);
    if (known !== undefined) return known;
    const names = new Map<string, number>();
    for (const { name } of parts.listAt(scope)) names.set(name, (names.get(name) ?? 0) + 1);
    lists.set(scope, names);
    return names;
  };
}

type Guess = ReturnType<typeof nameGuesser>;

function flowProblem({ scope }: ModelTask, name: string, names: NameCounts, guess: Guess): string | null {
  const shown = `\`${name.slice(0, 60)}\``;
  if (scope.endsWith('/fork/branches')) return `A branch cannot go on with ${shown}: branches run side by side.`;
  const count = names.get(name) ?? 0;
  if (count === 1) return null;
  if (count > 1) return `More than one task of the list is called ${shown}.`;
  return `There is no task ${shown} in the same list${hintFor(guess(name, names))}`;
}

/** Parts of `use` by the member that names one of them. */
const declaredBy: ReadonlyMap<string, string> = new Map([
  ['retry', 'retries'],
  ['timeout', 'timeouts'],
  ['error', 'errors'],
  ['use', 'authentications'],
]);
/** What has to stand around such a member, where the member alone does not say it. */
const holders: ReadonlyMap<string, string> = new Map([
  ['retry', 'catch'],
  ['error', 'raise'],
  ['use', 'authentication'],
]);

function checkDeclared(model: DocumentModel, text: ModelText, guess: Guess, report: Report): void {
  const { path, value, pointer, range } = text;
  const member = path[path.length - 1] ?? '';
  const part = declaredBy.get(member);
  if (part === undefined || value.trim().startsWith('${')) return;
  const holder = holders.get(member);
  if (holder !== undefined && path.at(-2) !== holder) return;
  if (member === 'timeout' && !isTimeoutOfTask(model, path.length, pointer)) return;
  const declared = model.use[part];
  const known = declared !== undefined && isJsonObject(declared) ? declared : {};
  if (Object.hasOwn(known, value)) return;
  const names = new Set(Object.keys(known));
  const message = `There is no \`${value.slice(0, 60)}\` in \`use.${part}\`${hintFor(guess(value, names))}`;
  report({ message, help: 'Declare it there, or correct the name.', pointer, range });
}

/** A call may have an argument of that name, which is a duration. */
function isTimeoutOfTask(model: DocumentModel, depth: number, pointer: string): boolean {
  return depth === 1 || model.taskAt(pointer.slice(0, -'/timeout'.length)) !== undefined;
}

function hintFor(meant: string | null): string {
  return meant === null ? '.' : `; did you mean \`${meant}\`?`;
}
