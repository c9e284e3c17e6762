import { expect, test } from 'vitest';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';
import type { Schema } from '../../../shared/workflow/schema/schemaTypes.ts';
import { resolveSchema, workflowSchema } from '../../../shared/workflow/schema/workflowSchema.ts';
import { validateDefinition } from '../../../shared/workflow/validateDefinition.ts';

const header = 'document: { dsl: 1.0.3, namespace: a, name: b, version: 1.0.0 }\n';

function problemsOf(text: string): { at: string; pointer: string; message: string; suggestion?: string }[] {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return validateDefinition(parsed.value).map(({ pointer, range, message, suggestion }) => ({
    at: text.slice(range.start, range.end),
    pointer,
    message,
    ...(suggestion === undefined ? {} : { suggestion }),
  }));
}

function problemsOfTask(task: string): ReturnType<typeof problemsOf> {
  return problemsOf(`${header}do:\n  - step: ${task}\n`);
}

test('a misspelt task type is one problem at its key, with what was meant', () => {
  expect(problemsOfTask('{ cal: http }')).toEqual([
    {
      at: 'cal',
      pointer: '/do/0/step/cal',
      message: '`cal` is not a property of a task; did you mean `call`?',
      suggestion: 'call',
    },
  ]);
});

test.each([
  ['{ call: http }', 'step', 'A task needs `with`.'],
  ['{ call: http, with: { method: get } }', 'with', 'An HTTP call needs `endpoint`.'],
  ['{ call: http, with: { method: get, endpoint: "a b" } }', '"a b"', /^`endpoint` must be a URI/],
  ['{ call: http, with: { method: get, endpoint: [] } }', '[]', '`endpoint` must be a text or a map, not a list.'],
  [
    '{ call: grpc, with: { proto: { endpoint: x }, method: m, service: { name: n, host: h, port: 70000 } } }',
    '70000',
    '`port` must be at most 65535.',
  ],
  ['{ if: true, wait: PT1S }', 'true', '`if` must be a text, not true; put it in quotes.'],
  ['{ wait: 5 minutes }', '5 minutes', /^`wait` must be an ISO 8601 duration/],
  ['{ wait: { seconds: -1 } }', '-1', '`seconds` must be at least 0.'],
  ['{ wait: {} }', 'wait', '`wait` must not be empty.'],
  ['{ wait: }', 'wait', '`wait` is empty; it must be a text or a map.'],
  ['{ set: { a: 1 }, while: x }', 'while', '`while` belongs to `for` and does not go with `set`.'],
  ['{ set: { a: 1 }, wait: PT1S }', 'wait', '`set` and `wait` exclude each other.'],
  ['{ if: x }', 'step', /^A task needs one of `call`, /],
  ['{ switch: [] }', 'switch', '`switch` must not be empty.'],
  ['{ run: { script: { language: js } } }', 'script', 'A script needs one of `code` or `source`.'],
  ['{ run: { shell: { command: x }, return: stdou } }', 'stdou', /`return` must be .*; did you mean `stdout`\?$/],
  [
    '{ run: { container: { image: x, lifetime: { cleanup: eventually } } } }',
    'lifetime',
    'A container lifetime needs `after`.',
  ],
  ['{ run: { container: { image: x, lifetime: { cleanup: never, after: PT1S } } } }', 'after', /not allowed here/],
  [
    '{ listen: { to: { one: { with: { type: x } }, until: y } } }',
    'until',
    '`until` belongs to `any` and does not go with `one`.',
  ],
  ['{ raise: { error: { type: x, status: 400, details: y } } }', 'details', /write `detail` instead/],
  ['{ call: "email:1.0.0@default", with: { to: x, subjct: y } }', 'subjct', /did you mean `subject`/],
])('%s', (task, at, message) => {
  const problems = problemsOfTask(task);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({
    at,
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  });
});

test.each([
  '{ call: myFunction, with: { anything: 1 } }',
  '{ call: "other:2.0.0@somewhere" }',
  '{ for: { in: [ { a: 1 } ] }, do: [ { x: { wait: PT1S } } ] }',
  '{ try: [ { x: { wait: PT1S } } ], catch: { then: end } }',
  '{ call: "database:1.0.0@default", with: { connection: c, operation: query, table: t } }',
  '{ call: "database:1.0.0@default", with: { operation: insert, table: t, values: [ { a: 1 } ] } }',
  '{ call: "email:1.0.0@default", with: { to: [ a ], html: "<p>x</p>" } }',
  '{ call: "database:1.0.0@default", with: { connection: c, sql: select 1, parameters: [ 1 ] } }',
  '{ run: { script: { language: js, code: "return 1", arguments: { a: 1 } } } }',
  '{ emit: { event: { with: { type: x, source: /relative, custom: 1 } } } }',
  '{ wait: "${ .delay }" }',
])('%s is fine', (task) => {
  expect(problemsOfTask(task)).toEqual([]);
});

test('a task that is not indented under its name says so', () => {
  expect(problemsOf(`${header}do:\n  - step:\n    call: x\n`)).toEqual([
    {
      at: 'call',
      pointer: '/do/0/call',
      message: '`call` must be indented further, to belong to the task `step`.',
    },
  ]);
});

test('a number where a text belongs asks for quotes, and an empty text for everything', () => {
  expect(problemsOf('document: { dsl: 1.0, namespace: a, name: b, version: 1.0.0 }\ndo: []\n')).toMatchObject([
    { at: '1.0', message: '`dsl` must be a text, not a number; put it in quotes.' },
  ]);
  expect(problemsOf('')).toMatchObject([{ message: 'The definition is empty; it must be a map.' }]);
  expect(problemsOf('{}')).toMatchObject([{ message: 'A workflow needs `document` and `do`.' }]);
});

test('the schedule may read events, and evaluate may be loose', () => {
  const more = 'schedule: { on: { any: [] }, read: envelope }\nevaluate: { mode: loose }\nx-own: 1\n';
  expect(problemsOf(`${header}do: []\n${more}`)).toEqual([]);
});

test('a problem inside an alias is marked at what the alias names', () => {
  const text = `${header}do:\n  - a: { set: { x: &bad { y: 1 } } }\n  - b: { wait: *bad }\n`;
  expect(problemsOf(text)).toMatchObject([{ at: 'y', pointer: '/do/1/b/wait/y' }]);
});

test('the number of problems is bounded', () => {
  const tasks = Array.from({ length: 2000 }, (_, index) => `  - t${index}: { x: 1 }`).join('\n');
  expect(problemsOf(`${header}do:\n${tasks}\n`).length).toBeLessThanOrEqual(500);
});

test('every part of the schema that is named exists, and every property is described', () => {
  const seen = new Set<Schema>();
  const bare: string[] = [];
  const visit = (schema: Schema, at: string): void => {
    if (seen.has(schema)) return;
    seen.add(schema);
    if (schema.kind === 'ref') visit(resolveSchema(schema), at);
    else if (schema.kind === 'union') for (const option of schema.options) visit(option, at);
    else if (schema.kind === 'list') visit(schema.items, at);
    else if (schema.kind === 'map') visit(schema.values, at);
    else if (schema.kind === 'entry') visit(schema.value, at);
    else if (schema.kind === 'dependent') for (const option of Object.values(schema.cases)) visit(option, at);
    else if (schema.kind === 'object') {
      for (const part of [schema, ...(schema.groups ?? []).flat()]) {
        for (const [name, property] of Object.entries(part.properties)) {
          const described = property.description ?? resolveSchema(property).description;
          if (described === undefined) bare.push(`${at}/${name}`);
          visit(property, `${at}/${name}`);
        }
      }
    }
  };
  visit(workflowSchema, '');
  expect(seen.size).toBeGreaterThan(300);
  expect(bare).toEqual([]);
});
