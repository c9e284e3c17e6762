import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../shared/diagnostics/finding.ts';
import { profileDocument } from '../../../shared/diagnostics/profiles/profileDocument.ts';
import { profileOf, profileTable } from '../../../shared/diagnostics/profiles/profileTable.ts';
import { synapse } from '../../../shared/diagnostics/profiles/synapse.ts';
import { ruleOf, ruleTable } from '../../../shared/diagnostics/ruleTable.ts';
import { checkDocument } from '../../../shared/diagnostics/runRules.ts';
import { defaultPolicy } from '../../../shared/policy/defaultPolicy.ts';
import { mergePolicy, type PolicyPatch } from '../../../shared/policy/mergePolicy.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';
import { completed } from '../../rules/ruleHarness.ts';

const pages = join(import.meta.dirname, '../../../resources/docs/profiles');

function findingsOn(text: string, patch: PolicyPatch = { policy: 1 }): readonly Finding[] {
  const document = parseDocument(completed(text));
  if (!document.ok) throw new Error(document.error.message);
  const policy = mergePolicy(defaultPolicy, patch);
  return checkDocument(document.value, { policy, today: '2026-11-22', profile: synapse });
}

/** What the profile finds: the characters that are marked, and how grave it is. */
function marked(text: string): string[][] {
  const whole = completed(text);
  return findingsOn(text)
    .filter(({ rule }) => rule === 'synapse')
    .map(({ location: { range }, severity }) => [severity, whole.slice(range.start, range.end)]);
}

describe.each(profileTable.map((profile) => [profile.id, profile] as const))('the profile %s', (id, profile) => {
  it('has its page up to date', () => {
    expect(readFileSync(join(pages, `${id}.md`), 'utf8'), 'run scripts/ruleDocs.ts').toBe(profileDocument(profile));
  });

  it('has an id of its own, and is a rule that waivers and policies may name', () => {
    expect(ruleTable.map((rule) => rule.id)).not.toContain(id);
    expect(ruleOf(id)?.id).toBe(id);
    expect(profileOf(id)).toBe(profile);
  });

  it('says of each difference what happens, what to do, and where that is seen', () => {
    for (const { construct, effect, help, file } of profile.differences) {
      expect(effect, construct).toMatch(/\.$/);
      expect(help, construct).toMatch(/\.$/);
      expect(file, construct).toMatch(/\.cs$/);
    }
  });

  it('finds its bad examples and accepts its good ones, which are definitions', () => {
    const found = (text: string) => findingsOn(text).filter(({ rule }) => [id, 'schema', 'syntax'].includes(rule));
    for (const { text, title } of profile.examples.bad) {
      expect(new Set(found(text).map(({ rule }) => rule)), title).toEqual(new Set([id]));
    }
    for (const { text, title } of profile.examples.good) expect(found(text), title).toEqual([]);
  });
});

it('the pages are those of the profiles', () => {
  expect(readdirSync(pages).sort()).toEqual(profileTable.map(({ id }) => `${id}.md`));
});

const http = 'call: http, with: { method: get, endpoint: "https://a.example.com"';
const attempt = (rest: string) => `- a:\n    try: [ { b: { ${http} } } } ]\n    catch: ${rest}\n`;
const limit = 'limit: { attempt: { count: 3 } }';
const head = "document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }\n";
const set = 'do: [ { a: { set: { x: 1 } } } ]\n';

describe('the profile synapse', () => {
  it.each<[string, string, string[][]]>([
    ['branches', '- a: { fork: { branches: [ { b: { set: { x: 1 } } } ] } }\n', [['error', 'fork']]],
    ['competing branches', '- a: { fork: { compete: true, branches: [ { b: { set: { x: 1 } } } ] } }\n', []],
    ['a retry by count', attempt(`{ retry: { ${limit} } }`), []],
    [
      'a retry without count',
      attempt('{ retry: { limit: { duration: PT1M } } }'),
      [
        ['error', 'retry'],
        ['warning', 'duration'],
      ],
    ],
    [
      'a retry that waits',
      attempt(`{ retry: { ${limit}, delay: PT1S, backoff: { linear: {} }, jitter: { from: PT1S, to: PT2S } } }`),
      [
        ['warning', 'delay'],
        ['warning', 'backoff'],
        ['warning', 'jitter'],
      ],
    ],
    [
      'conditions of a retry',
      attempt(`{ retry: { when: .x, exceptWhen: .y, ${limit} } }`),
      [
        ['warning', 'when'],
        ['warning', 'exceptWhen'],
      ],
    ],
    [
      'a handler behind retries',
      attempt(`{ retry: { ${limit} }, do: [ { c: { set: { x: 1 } } } ] }`),
      [['error', 'do']],
    ],
    ['a handler alone', attempt('{ do: [ { c: { set: { x: 1 } } } ] }'), []],
    ['a way on behind an error', attempt('{ then: end }'), [['warning', 'then']]],
    [
      'a loop with a condition',
      '- a: { if: .x, for: { each: b, in: .x }, while: .b, do: [ { c: { set: { x: 1 } } } ] }\n',
      [['error', 'while']],
    ],
    [
      'a list written out',
      '- a: { for: { each: b, in: [{ x: 1 }] }, do: [ { c: { set: { x: 1 } } } ] }\n',
      [['error', 'in']],
    ],
    [
      'a list that may be empty',
      '- a: { for: { each: b, in: .x }, do: [ { c: { set: { x: 1 } } } ] }\n',
      [['note', 'in']],
    ],
    [
      'a list with elements',
      '- a: { for: { each: b, in: "${ [.owner, .deputy] }" }, do: [ { c: { set: { x: 1 } } } ] }\n',
      [],
    ],
    [
      'a list that is picked',
      '- a: { for: { each: b, in: "${ [.people[] | select(.x)] }" }, do: [ { c: { set: { x: 1 } } } ] }\n',
      [['note', 'in']],
    ],
    ['a timeout of the workflow', `${head}timeout: { after: PT1M }\n${set}`, [['warning', 'timeout']]],
    ['a timeout of a task', '- a: { set: { x: 1 }, timeout: { after: PT1M } }\n', []],
    [
      'an exit of an extension',
      `${head}use:\n  extensions:\n    - e: { extend: all, when: .x, before: [ { a: { set: { x: 1 }, then: exit } } ] }\n${set}`,
      [
        ['error', 'when'],
        ['error', 'then'],
      ],
    ],
    ['an end of listening', '- a: { listen: { to: { any: [], until: .x } } }\n', [['warning', 'until']]],
    ['raw events', '- a: { listen: { read: raw, to: { any: [] } } }\n', [['note', 'read']]],
    [
      'mcp',
      '- a: { call: mcp, with: { method: tools/list, transport: { http: { endpoint: "https://a.example.com" } } } }\n',
      [['error', 'mcp']],
    ],
    [
      'a house action',
      '- a: { call: email:1.0.0@default, with: { to: a@example.com, subject: s, body: b } }\n',
      [['warning', 'email:1.0.0@default']],
    ],
    ['query parameters', `- a: { ${http}, query: { x: y } } }\n`, [['error', 'query']]],
    ['a request', `- a: { ${http} } }\n`, []],
    [
      'gRPC',
      '- a: { call: grpc, with: { proto: { endpoint: "file://a.proto" }, service: { name: s, host: a.example.com, authentication: { use: x } }, method: m } }\n',
      [
        ['warning', 'grpc'],
        ['error', 'authentication'],
      ],
    ],
    [
      'a command',
      '- a: { run: { shell: { command: ls, arguments: [x], environment: { A: b } } } }\n',
      [
        ['error', 'shell'],
        ['error', 'arguments'],
        ['error', 'environment'],
      ],
    ],
    ['a command that is not awaited', '- a: { run: { shell: { command: ls }, await: false } }\n', []],
    [
      'a container',
      '- a: { run: { container: { image: "a:1", arguments: [x], volumes: { a: b } } } }\n',
      [
        ['error', 'container'],
        ['warning', 'arguments'],
        ['note', 'volumes'],
      ],
    ],
    [
      'a script',
      '- a: { run: { script: { language: js, code: "1", arguments: { x: 1 } }, return: code } }\n',
      [
        ['warning', 'arguments'],
        ['warning', 'return'],
      ],
    ],
    ['what a script prints', '- a: { run: { script: { language: js, code: "1" }, return: stdout } }\n', []],
    [
      'secrets',
      `${head}use: { secrets: [k] }\ndo: [ { a: { input: { from: "\${ $secrets.k }" }, set: { x: 1 } } } ]\n`,
      [['error', '$secrets.k']],
    ],
    ['who calls', '- a: { set: { x: "${ $authorization.scheme }" } }\n', [['error', '$authorization']]],
    [
      'a digest',
      `${head}use: { authentications: { a: { digest: { use: k } } }, secrets: [k] }\n${set}`,
      [['error', 'digest']],
    ],
    ['an expression that sets', '- a: { set: "${ . }" }\n', [['error', 'set']]],
    [
      'filters of the workflow',
      `${head}input: { from: .x }\noutput: { as: .y }\n${set}`,
      [
        ['error', 'from'],
        ['error', 'as'],
      ],
    ],
    [
      'schemas of outputs',
      '- a: { set: { x: 1 }, output: { schema: { format: json, document: {} } } }\n',
      [['warning', 'schema']],
    ],
    [
      'the place of an error',
      '- a: { raise: { error: { type: "https://a.example.com/e", status: 400, instance: /do/0/a } } }\n',
      [['note', 'instance']],
    ],
  ])('knows %s', (_, text, expected) => {
    expect(marked(text)).toEqual(expected);
    expect(
      findingsOn(text).filter(({ rule, severity }) => rule === 'syntax' || (rule === 'schema' && severity === 'error')),
    ).toEqual([]);
  });

  it('points at what a name stands for', () => {
    const policies = `${head}use: { retries: { calm: { ${limit} } }, timeouts: { short: { after: PT1S } } }\ndo:\n`;
    const text = `${policies}${attempt('{ retry: calm }')}- z: { set: { x: 1 }, timeout: short }\n`;
    const found = findingsOn(text).filter(({ rule }) => rule === 'synapse');
    const related = found.flatMap((finding) => finding.related.map(({ range }) => text.slice(range.start, range.end)));
    expect(related).toEqual(['calm', 'short']);
  });

  it('is silent where nobody chose it, can be waived and graded', () => {
    const text = '- a: { set: "${ . }" }\n';
    const document = parseDocument(completed(text));
    const plain = document.ok ? checkDocument(document.value, { policy: defaultPolicy, today: '2026-11-22' }) : [];
    expect(plain.map(({ rule }) => rule)).not.toContain('synapse');
    const waived = `# drydock-ignore synapse until 2027-01-31: runs elsewhere\n${text}`;
    expect(findingsOn(waived).map(({ rule, waiver }) => [rule, waiver?.origin])).toEqual([['synapse', 'comment']]);
    expect(findingsOn(text, { policy: 1, severities: { synapse: 'note' } }).map(({ severity }) => severity)).toEqual([
      'note',
    ]);
    expect(findingsOn(text, { policy: 1, severities: { synapse: 'off' } })).toEqual([]);
  });

  it('takes any definition without a crash', () => {
    for (const text of [
      '',
      '[]',
      'do: 5',
      'do: [ { a: { for: 1, try: 2, catch: 3, run: 4, call: 5, fork: 6 } } ]',
      '{"use": []}',
    ]) {
      const document = parseDocument(text);
      if (!document.ok) continue;
      const found = checkDocument(document.value, { policy: defaultPolicy, today: '2026-11-22', profile: synapse });
      expect(found.filter(({ rule }) => rule === 'crashed-rule')).toEqual([]);
    }
  });
});
