import { isJsonObject } from '../../base/json.ts';
import { joinPointer } from '../../workflow/pointer.ts';
import type { DocumentModel } from '../model.ts';
import type { ModelText } from '../modelText.ts';
import type { Report, Rule } from '../rule.ts';
import { secretReads } from '../secretReads.ts';

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
  for (const { reference, scope, name, parent } of model.tasks) {
    if (!model.flow.unreached.has(reference)) continue;
    // What is inside of a task that is never run says nothing more.
    if (parent !== null && isInsideUnreached(model, parent)) continue;
    report({
      message: `Nothing leads to the task \`${name.slice(0, 60)}\`.`,
      help: 'Correct the `then` that passes it over, or take the task out.',
      pointer: reference,
      range: model.rangeOf(reference, 'key'),
      identity: `${scope} ${name}`,
    });
  }
  for (const kind of Object.keys(users)) reportUnused(model, kind, report);
}

function isInsideUnreached(model: DocumentModel, reference: string): boolean {
  for (let holder: string | null = reference; holder !== null; ) {
    if (model.flow.unreached.has(holder)) return true;
    holder = model.tasksByReference.get(holder)?.parent ?? null;
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

function usedNames(model: DocumentModel, kind: string): ReadonlySet<string> | 'any' {
  const key = users[kind];
  const used = new Set(model.texts.filter((text) => isUse(text, key)).map(({ value }) => value));
  if (kind !== 'secrets') return used;
  for (const expression of model.expressions) {
    for (const { name } of secretReads(expression)) {
      if (name === null) return 'any';
      used.add(name);
    }
  }
  return used;
}

function isUse({ path, isData }: ModelText, key: string | undefined): boolean {
  return !isData && path.at(-1) === key;
}
