import { isJsonObject } from '../../base/json.ts';
import { joinPointer } from '../../workflow/pointer.ts';
import type { DocumentModel } from '../model.ts';
import type { Report, Rule } from '../rule.ts';

const header = "document: { dsl: '1.0.3', namespace: examples, name: example, version: '0.1.0' }\n";

/** Tasks that nothing leads to, and declarations that nothing uses. */
export const unusedOrUnreachable: Rule = {
  id: 'unused-or-unreachable',
  title: 'Task that is never run, or name that is never used',
  severity: 'warning',
  confidence: 'high',
  why: 'What is never run was meant to be, or was left behind: a check that a `then` jumps over protects nobody, and a secret or a credential that nothing uses is one more that may be stolen. Whoever reviews the definition takes it for part of what happens.',
  remedy: 'Correct the `then` that passes the task over, or take out what is not used.',
  references: [
    { title: 'CWE-561: Dead Code', url: 'https://cwe.mitre.org/data/definitions/561.html' },
    {
      title: 'Serverless Workflow DSL: Flow Directive',
      url: 'https://github.com/serverlessworkflow/specification/blob/main/dsl-reference.md#flow-directive',
    },
  ],
  fix: null,
  examples: {
    bad: [
      {
        title: 'a task behind the end',
        text: '- stop:\n    set: { done: true }\n    then: end\n- check:\n    set: { checked: true }\n',
      },
      {
        title: 'a secret that nothing uses',
        text: `${header}use: { secrets: [ old ] }\ndo:\n- keep: { set: { x: 1 } }\n`,
      },
    ],
    good: [
      {
        title: 'a task that a switch leads to',
        text: '- choose:\n    switch:\n      - big: { when: .total > 10, then: review }\n      - other: { then: end }\n- review:\n    set: { reviewed: true }\n',
      },
    ],
  },
  check,
};

function check(model: DocumentModel, report: Report): void {
  const { unreached } = model.flow;
  for (const reference of unreached) {
    const task = model.taskAt(reference);
    // What is inside of a task that is never run says nothing more.
    if (task === undefined || isInside(unreached, task.parent, model)) continue;
    report({
      message: `Nothing leads to the task \`${task.name.slice(0, 60)}\`.`,
      help: 'Correct the `then` that passes it over, or take the task out.',
      ...model.placeOf(reference, 'key'),
    });
  }
  for (const kind of Object.keys(users)) reportUnused(model, kind, report);
}

function isInside(unreached: ReadonlySet<string>, parent: string | null, model: DocumentModel): boolean {
  for (let holder = parent; holder !== null; holder = model.taskAt(holder)?.parent ?? null) {
    if (unreached.has(holder)) return true;
  }
  return false;
}

/** The key behind which a name of each kind is used. */
const users: Readonly<Record<string, string>> = {
  authentications: 'use',
  errors: 'error',
  functions: 'call',
  retries: 'retry',
  secrets: 'use',
  timeouts: 'timeout',
};

function reportUnused(model: DocumentModel, kind: string, report: Report): void {
  const declared = model.use[kind];
  const names = Array.isArray(declared) ? declared : isJsonObject(declared) ? Object.keys(declared) : [];
  if (names.length === 0) return;
  const used = usedNames(model, kind);
  for (const [index, name] of names.entries()) {
    if (typeof name !== 'string' || used === 'any' || used.has(name)) continue;
    const isList = Array.isArray(declared);
    const pointer = joinPointer(`/use/${kind}`, isList ? index : name);
    report({
      message: `Nothing uses \`${name.slice(0, 60)}\` of \`use.${kind}\`.`,
      help: 'Take it out, or use it.',
      pointer,
      range: model.rangeOf(pointer, isList ? 'value' : 'key'),
      ...(kind === 'secrets' || kind === 'authentications' ? {} : { severity: 'note' }),
    });
  }
}

function usedNames({ parts }: DocumentModel, kind: string): ReadonlySet<string> | 'any' {
  const key = users[kind];
  const used = new Set<string>();
  for (const { naming, secretReads } of parts.all) {
    for (const { path, value } of naming) if (path[path.length - 1] === key) used.add(value);
    if (kind !== 'secrets') continue;
    for (const { name } of secretReads) {
      if (name === null) return 'any';
      used.add(name);
    }
  }
  return used;
}
