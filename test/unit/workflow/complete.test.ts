import { describe, expect, test } from 'vitest';
import { type Completion, completionsAt } from '../../../shared/workflow/complete.ts';
import type { Format, SourceDocument } from '../../../shared/workflow/document.ts';
import { applyEdits } from '../../../shared/workflow/edit.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';
import { validateDefinition } from '../../../shared/workflow/validateDefinition.ts';

const header = `document: { dsl: 1.0.3, namespace: a, name: b, version: 1.0.0 }
use:
  authentications: { main: { basic: { use: login } } }
  errors: { broken: { type: x, status: 500 } }
  retries: { often: { delay: PT1S } }
  timeouts: { short: { after: PT1S } }
  functions: { mine: { wait: PT1S } }
  secrets: [ login, token ]
`;

function read(text: string, format?: Format): SourceDocument {
  const parsed = parseDocument(text, format);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

/** Completions at the bar in the text, which is taken out. */
function at(marked: string, format?: Format): { document: SourceDocument; found: readonly Completion[] } {
  const offset = marked.indexOf('‸');
  const document = read(marked.slice(0, offset) + marked.slice(offset + 1), format);
  return { document, found: completionsAt(document, offset) };
}

function labels(marked: string, format?: Format): string[] {
  return at(marked, format).found.map(({ label }) => label);
}

describe('keys', () => {
  test('of the definition, without those that are there', () => {
    expect(labels(`${header}‸`)).toEqual(['input', 'do', 'timeout', 'output', 'schedule', 'evaluate']);
    expect(labels('‸')).toContain('document');
  });

  test('of a task: first its types, then what every task may have', () => {
    const found = labels(`${header}do:\n  - step:\n      ‸\n  - next: { wait: PT1S }\n`);
    expect(found.slice(0, 2)).toEqual(['call: http', 'call: openapi']);
    expect(found).toEqual(expect.arrayContaining(['set', 'switch', 'try', 'run', 'if', 'then', 'export']));
  });

  test('of the arguments that fit what is called, on an empty line', () => {
    const text = `${header}do:\n  - step:\n      call: http\n      with:\n        ‸\n      then: end\n`;
    expect(labels(text)).toEqual(['method', 'endpoint', 'headers', 'body', 'query', 'output', 'redirect']);
    const email = `${header}do:\n  - step:\n      call: email:1.0.0@default\n      with:\n        to: x\n        ‸\n`;
    expect(labels(email)).toEqual(
      ['subject', 'cc', 'bcc', 'from', 'replyTo', 'body', 'html'].sort(order(labels(email))),
    );
  });

  test('of the alternative that was chosen', () => {
    const strategy = (inner: string): string =>
      `${header}do:\n  - step:\n      listen:\n        to:\n          ${inner}\n`;
    expect(labels(strategy('‸'))).toEqual(['one', 'any', 'all']);
    expect(labels(strategy('any: []\n          ‸'))).toEqual(['until']);
    expect(labels(strategy('one: { with: { type: x } }\n          ‸'))).toEqual([]);
  });

  test('replace the word that is typed, and keep a colon that is there', () => {
    const { document, found } = at(`${header}do:\n  - step:\n      ca‸\n`);
    const [first] = found;
    expect(document.text.slice(first?.range.start, first?.range.end)).toBe('ca');
    expect(first?.insertText).toContain('call: http\nwith:\n  method: ${1:get}');
    const renamed = at(`${header}do:\n  - step:\n      ca‸: http\n`).found;
    expect(renamed.find(({ label }) => label === 'call')?.insertText).toBe('call');
  });

  test('are whole tasks in a list of tasks', () => {
    const { found } = at(`${header}do:\n  - one: { wait: PT1S }\n  - ‸\n`);
    const http = found.find(({ label }) => label === 'call: http');
    expect(http).toMatchObject({ kind: 'task', detail: 'new task' });
    expect(http?.insertText.startsWith('${1:task}:\n    call: http\n    with:\n      method: ${2:get}')).toBe(true);
  });

  test('in brackets and in JSON', () => {
    expect(labels(`${header}do:\n  - step: { wait: PT1S, ‸ }\n`)).toContain('then');
    expect(labels('{ "do": [ { "a": { "call": "http", "with": { ‸ } } } ] }')).toContain('method');
    expect(labels('{ "do": [ { "a": { "call": "http", "with": { "me‸" } } } ] }')).toContain('method');
    expect(labels('{ "do": [ ‸ ] }')).toContain('call: http');
  });
});

/** Sorts as `found` has them. */
function order(found: readonly string[]): (one: string, other: string) => number {
  return (one, other) => found.indexOf(one) - found.indexOf(other);
}

describe('values', () => {
  const task = (inner: string): string => `${header}do:\n  - step:\n      ${inner}\n  - next: { wait: PT1S }\n`;

  test.each([
    ['enum', 'run: { shell: { command: x }, return: ‸ }', ['stdout', 'stderr', 'code', 'all', 'none']],
    ['true or false', 'fork: { branches: [], compete: ‸ }', ['true', 'false']],
    ['task names', 'wait: PT1S\n      then: ‸', ['next', 'continue', 'exit', 'end']],
    ['a timeout', 'wait: PT1S\n      timeout: ‸', ['short']],
    ['an error', 'raise:\n        error: ‸', ['broken']],
    ['a retry policy', 'try: []\n      catch:\n        retry: of‸', ['often']],
    [
      'an authentication',
      'call: http\n      with: { method: get, endpoint: { uri: x, authentication: { use: ‸ } } }',
      ['main'],
    ],
    [
      'a secret',
      'call: openapi\n      with:\n        authentication:\n          basic:\n            use: ‸',
      ['login', 'token'],
    ],
  ])('%s', (_name, inner, expected) => {
    expect(labels(task(inner))).toEqual(expected);
  });

  test('functions come before protocols', () => {
    expect(labels(task('call: ‸')).slice(0, 2)).toEqual(['mine', 'http']);
  });

  test('then leads only to tasks of the same list', () => {
    const nested =
      'do:\n        - inner:\n            wait: PT1S\n            then: ‸\n        - other: { wait: PT1S }';
    expect(labels(task(nested))).toEqual(['other', 'continue', 'exit', 'end']);
    expect(labels(task('switch:\n        - case: { then: ‸ }'))).toContain('next');
  });

  test('a text in JSON is replaced with its quotes', () => {
    const { document, found } = at('{ "do": [ { "a": { "call": "ht‸" } } ] }');
    const http = found.find(({ label }) => label === 'http');
    expect(http?.insertText).toBe('"http"');
    expect(document.text.slice(http?.range.start, http?.range.end)).toBe('"ht"');
  });
});

test.each([
  ['a comment', '# ‸'],
  ['a comment behind a value', `${header}do: [] # ‸`],
  [
    'a script',
    `${header}do:\n  - step:\n      run:\n        script:\n          language: js\n          code: |\n            foo‸\n            bar\n`,
  ],
  ['a map with keys of its own', `${header}do:\n  - step:\n      metadata:\n        ‸\n`],
  ['right behind a colon', `${header}do:\n  - step:\n      then:‸\n`],
  ['a place that the language does not know', `${header}what:\n  ‸\n`],
])('nothing in %s', (_name, text) => {
  expect(labels(text)).toEqual([]);
});

/** What an editor makes of a snippet: places filled in, lines indented like the first one's. */
function inserted(document: SourceDocument, { insertText, range }: Completion): string {
  const lineStart = document.text.lastIndexOf('\n', range.start - 1) + 1;
  const indent = /^ */.exec(document.text.slice(lineStart))?.[0] ?? '';
  const filled = insertText
    .replaceAll(/(?<!\\)\$\{\d+:((?:\\.|[^}\\])*)\}/g, '$1')
    .replaceAll(/(?<!\\)\$\d+/g, '')
    .replaceAll(/\\([\\$}])/g, '$1')
    .replaceAll('\n', `\n${indent}`);
  return applyEdits(document.text, [{ range, newText: filled }]);
}

test.each([
  ['the definition', '‸', undefined],
  ['the rest of it', `${header}‸`, undefined],
  ['a schedule', `${header}do: []\nschedule:\n  ‸\n`, undefined],
  ['a task', `${header}do:\n  - step:\n      ‸\n  - next: { wait: PT1S }\n`, undefined],
  ['a list of tasks', `${header}do:\n  - ‸\n`, undefined],
  ['a list of tasks further in', `${header}do:\n  - step:\n      try:\n        - ‸\n      catch: {}\n`, undefined],
  ['a catch', `${header}do:\n  - step:\n      try: []\n      catch:\n        ‸\n`, undefined],
  ['a container', `${header}do:\n  - step:\n      run:\n        container:\n          ‸\n`, undefined],
  ['an MCP call', `${header}do:\n  - step:\n      call: mcp\n      with:\n        ‸\n`, undefined],
  [
    'an authentication',
    `${header}do:\n  - a:\n      call: openapi\n      with:\n        authentication:\n          ‸\n`,
    undefined,
  ],
  ['a task in brackets', `${header}do:\n  - step: { ‸ }\n`, undefined],
  ['a task in JSON', '{ "do": [ { "a": { ‸ } } ] }', 'json'],
  ['a list of tasks in JSON', '{ "do": [ ‸ ] }', 'json'],
] as const)('what is offered in %s is well-formed and has no key that does not belong there', (_name, text, format) => {
  const { document, found } = at(text, format);
  expect(found.length).toBeGreaterThan(3);
  for (const completion of found) {
    const result = inserted(document, completion);
    const after = read(result, document.format);
    expect({ result, problems: after.problems }).toEqual({ result, problems: [] });
    const wrong = validateDefinition(after).filter(({ keyword }) => /additional|format|enum|maxProp/.test(keyword));
    expect({ result, wrong }).toEqual({ result, wrong: [] });
  }
});

test('works in text that is broken elsewhere, and in hostile text', () => {
  expect(labels(`${header}do:\n  - broken: [ {\n  - step:\n      ‸\n`)).toBeInstanceOf(Array);
  expect(labels(`{"a": [[[[ "‸`)).toEqual([]);
  for (let offset = 0; offset < header.length; offset += 1) {
    expect(completionsAt(read(header), offset)).toBeInstanceOf(Array);
  }
});
