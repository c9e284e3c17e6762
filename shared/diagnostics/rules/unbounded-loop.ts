import { isJsonObject } from '../../base/json.ts';
import { partsOf } from '../../expressions/parts.ts';
import type { Expression } from '../../expressions/syntax.ts';
import { waysOf } from '../../workflow/ways.ts';
import { mayBeMeant, statedName, workflowNameOf } from '../../workflow/workflowName.ts';
import type { DefinitionPart } from '../definitionPart.ts';
import type { DocumentModel, PartModel } from '../model.ts';
import { partOf } from '../modelExpressions.ts';
import { isLimited, type ModelTask, taskMember } from '../modelTask.ts';
import type { Report, Rule } from '../rule.ts';

/** Loops that nothing ends. */
export const unboundedLoop: Rule = {
  id: 'unbounded-loop',
  title: 'Loop without an end',
  severity: 'warning',
  confidence: 'medium',
  why: 'A run that comes back to the same task again and again holds its resources and repeats its effects: calls, messages, costs. Where what ends it depends on the answer of others (a status that never becomes `done`) it is they who decide when it ends.',
  remedy:
    'Give the loop, or the workflow, a `timeout`; a loop over a list (`for`) ends by itself. Rounds that are counted do not satisfy the rule: any task on the way that replaces the data loses the count, and then nothing ends the loop. Where the workflow is to run for ever let a `schedule` start it.',
  references: [
    {
      title: 'CWE-835: Loop with Unreachable Exit Condition',
      url: 'https://cwe.mitre.org/data/definitions/835.html',
    },
    { title: 'CWE-400: Uncontrolled Resource Consumption', url: 'https://cwe.mitre.org/data/definitions/400.html' },
  ],
  fix: null,
  examples: {
    bad: [
      {
        title: 'a task that always comes back to another',
        text: '- ask:\n    set: { asked: true }\n- again:\n    set: { x: 1 }\n    then: ask\n',
      },
      {
        title: 'a poll that only the answer ends',
        text: '- ask:\n    call: http\n    with: { method: get, endpoint: "https://jobs.example.com/1" }\n- look:\n    switch:\n      - done: { when: .status == "done", then: end }\n      - open: { then: ask }\n',
      },
    ],
    good: [
      {
        title: 'a poll within a time',
        text: '- poll:\n    timeout: { after: { minutes: 10 } }\n    do:\n      - ask:\n          call: http\n          with: { method: get, endpoint: "https://jobs.example.com/1" }\n      - look:\n          switch:\n            - done: { when: .status == "done", then: exit }\n            - open: { then: ask }\n',
      },
    ],
  },
  check,
  checkPart,
  checkTask,
};

function check(model: DocumentModel, report: Report): void {
  checkItself(model, report);
  const scopes = new Set<string>();
  for (const { leading } of model.parts.all) for (const { scope } of leading) scopes.add(scope);
  for (const scope of scopes) {
    const list = model.parts.listAt(scope);
    const holder = model.taskAt(list[0]?.parent ?? '');
    if (!(holder === undefined ? model.isLimited : isLimited(holder, model))) checkList(model, list, report);
  }
}

/** A `for` over a list that never ends. */
function checkTask(task: ModelTask, model: PartModel, report: Report): void {
  if (task.type !== 'for') return;
  const text = model.part.textAt(`${task.reference}/for/in`);
  if (text?.expression == null) return;
  for (const node of partsOf(text.expression.tree)) {
    if (node.kind !== 'call' || !/^(repeat|infinite)$/.test(node.name) || isTaken(node, text.expression.tree)) continue;
    report({
      message: 'This list has no end.',
      help: 'Take a number of it: `[limit(100; …)]`.',
      ...model.placeIn(text, partOf(text.expression, node.range)),
      severity: 'error',
    });
    return;
  }
}

/** Whether only a number of what a part gives is taken. */
function isTaken({ range }: Expression, tree: Expression): boolean {
  return partsOf(tree).some(
    (node) =>
      node.kind === 'call' &&
      /^(limit|first|until|nth)$/.test(node.name) &&
      node.range.start <= range.start &&
      range.end <= node.range.end,
  );
}

/** Functions of `use` that call themselves. */
function checkPart(part: DefinitionPart, model: PartModel, report: Report): void {
  if (part.pointer !== '/use') return;
  const calls = part.tasks.filter(({ target }) => target?.kind === 'function' && target.task !== null);
  const functionOf = ({ reference }: ModelTask) => /^\/use\/functions\/[^/]+/.exec(reference)?.[0] ?? null;
  const next = Map.groupBy(calls, functionOf);
  for (const call of calls) {
    const holder = functionOf(call);
    const reached = new Set(holder === null ? [] : [calledBy(call)]);
    for (const name of reached) for (const inner of next.get(name) ?? []) reached.add(calledBy(inner));
    if (holder === null || !reached.has(holder)) continue;
    report({
      message: 'The function comes back to itself by this call.',
      help: 'Let it call another one, or write a loop that ends.',
      ...model.placeOf(`${call.reference}/call`),
    });
  }
}

function calledBy({ target }: ModelTask): string {
  return target?.kind === 'function' ? (target.task?.reference ?? '') : '';
}

/** A workflow that runs itself again. */
function checkItself(model: DocumentModel, report: Report): void {
  const own = statedName(model.document.value);
  if (own === null) return;
  for (const task of model.tasks) {
    const wanted = task.type === 'run' ? workflowNameOf(taskMember(task, 'run', 'workflow')) : null;
    if (wanted === null || !mayBeMeant(wanted, own)) continue;
    report({
      message: 'The workflow runs itself again here.',
      help: 'Let a `schedule` start it.',
      ...model.placeOf(`${task.reference}/run/workflow/name`),
    });
  }
}

function checkList(model: DocumentModel, list: readonly ModelTask[], report: Report): void {
  const positions = new Map(list.map(({ name }, index) => [name, index]));
  const next = list.map((task, index) => nextOf(task, index, positions));
  for (const [index, task] of list.entries()) {
    const back = next[index]?.filter((target) => target !== null && target <= index) ?? [];
    for (const target of back) {
      if (target === null || !leadsTo(next, target, index)) continue;
      const isEndless = !leavesFrom(next, target, list.length);
      const to = list[target];
      const pointer = pointerOf(model, task, to?.name ?? '');
      report({
        message: isEndless
          ? `From here the run comes back to \`${to?.name.slice(0, 60)}\`, and nothing ever ends it.`
          : `From here the run comes back to \`${to?.name.slice(0, 60)}\` as often as data wants.`,
        help: 'Give the loop or the workflow a `timeout`: a count of rounds may be lost on the way.',
        ...model.placeOf(pointer),
        ...(isEndless ? { severity: 'error', confidence: 'high' } : {}),
      });
    }
  }
}

/** Positions that a task leads to; null for a way out of the list. */
function nextOf(task: ModelTask, index: number, positions: ReadonlyMap<string, number>): (number | null)[] {
  const size = positions.size;
  return waysOf(task).map(({ directive }) => {
    const target = directive === 'continue' ? index + 1 : positions.get(directive);
    return target === undefined || target >= size ? null : target;
  });
}

/** Whether the task at `from` may lead to the one at `to`. */
function leadsTo(next: readonly (readonly (number | null)[])[], from: number, to: number): boolean {
  return reachable(next, from).has(to);
}

/** Whether a run may leave the list from here: by its end, by a way out, or by a fault that is raised. */
function leavesFrom(next: readonly (readonly (number | null)[])[], from: number, length: number): boolean {
  if (length === 0) return true;
  return [...reachable(next, from)].some((index) => {
    const targets = next[index] ?? [];
    return targets.length === 0 || targets.includes(null);
  });
}

function reachable(next: readonly (readonly (number | null)[])[], from: number): ReadonlySet<number> {
  const found = new Set([from]);
  for (const index of found) for (const target of next[index] ?? []) if (target !== null) found.add(target);
  return found;
}

/** The `then` that leads back. */
function pointerOf(model: DocumentModel, task: ModelTask, name: string): string {
  const cases = taskMember(task, 'switch');
  if (Array.isArray(cases)) {
    for (const [index, item] of cases.entries()) {
      for (const [label, choice] of Object.entries(isJsonObject(item) ? item : {})) {
        const pointer = `${task.reference}/switch/${index}/${label.replaceAll('~', '~0').replaceAll('/', '~1')}/then`;
        if (isJsonObject(choice) && choice.then === name && model.has(pointer)) return pointer;
      }
    }
  }
  for (const path of ['then', 'catch/then']) {
    const pointer = `${task.reference}/${path}`;
    if (model.has(pointer) && model.written(model.rangeOf(pointer)).includes(name)) return pointer;
  }
  return task.reference;
}
