import { expect, test } from 'vitest';
import type { Finding } from '../../../shared/diagnostics/finding.ts';
import { profileTable } from '../../../shared/diagnostics/profiles/profileTable.ts';
import type { Rule } from '../../../shared/diagnostics/rule.ts';
import { insecureScheme } from '../../../shared/diagnostics/rules/insecure-scheme.ts';
import { ruleTable } from '../../../shared/diagnostics/ruleTable.ts';
import { type CheckOptions, checkDocument } from '../../../shared/diagnostics/runRules.ts';
import { defaultPolicy } from '../../../shared/policy/defaultPolicy.ts';
import { mergePolicy } from '../../../shared/policy/mergePolicy.ts';
import type { SourceDocument } from '../../../shared/workflow/document.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';
import { reparse } from '../../../shared/workflow/reparse.ts';

const options: CheckOptions = { policy: defaultPolicy, today: '2026-01-01' };
const header = 'document: { dsl: 1.0.3, namespace: a, name: b, version: 0.1.0 }\n';

/** What a definition may have beside its tasks, before or behind them. */
const members = [
  'input:\n  schema: { document: { type: object, properties: { id: { type: string }, ssn: { type: string } } } }\n',
  'use:\n  secrets:\n    - k\n    - other\n  functions:\n    f:\n      call: http\n      with: { method: get, endpoint: "https://a.example.com/${ .ssn }" }\n  retries:\n    often: { delay: PT1S }\n',
  'use:\n  extensions:\n    - log:\n        extend: all\n        after:\n          - send:\n              call: http\n              with: { method: post, endpoint: "http://b.example.com", body: "${ . }" }\n',
  'timeout: { after: PT1H }\n',
  'output: { as: "${ . }" }\n',
];

/** Tasks of every kind that rules know, good and bad. */
const tasks = ruleTable.flatMap(({ examples }) =>
  [...examples.bad, ...examples.good].flatMap(({ text }) => (text.startsWith('- ') ? text : [])),
);

const pieces = [
  ...['x', '1', '.ssn', '${ .email }', '{{ssn}}', 'then: end', '\n    then: exit', 'http', '$context', '"', 'email'],
  ...['https://10.0.0.1', 'card', ' # drydock-ignore no-timeout until 2027-01-31: x', ' ', '{{ssn | mask_ssn}}', '\n'],
  ...['# drydock-ignore insecure-scheme until 2026-01-31: y\n', '\r\n', '${ $secrets.k }', '{ call: f }', '\n\n# z\n'],
  ...['ghp_0123456789abcdefghijABCDEFGHIJ012345', '\u{200b}', 'retry: often', 'timeout: PT1M', 'then: a', '- k\n'],
  ...[
    '- a:\n    set: { x: "${ .ssn }" }\n',
    '- b:\n    call: http\n    with: { method: get, endpoint: "http://c.example" }\n',
  ],
];

const strict = mergePolicy(defaultPolicy, {
  policy: 1,
  network: { allowedDomains: ['*.example.com'] },
  severities: { 'no-timeout': 'note', 'unpinned-image-or-mcp': 'off' },
  waivers: [{ rule: 'insecure-scheme', fingerprint: null, reason: 'known', until: '2027-01-01' }],
});

function read(text: string): SourceDocument {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

/** What is found, by itself: places in it move with later edits. */
function findings(document: SourceDocument, using = options): readonly Finding[] {
  return structuredClone(checkDocument(document, using));
}

/** A pseudo-random number below `bound` at each call. */
function numbers(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % bound;
  };
}

/** A definition of random members and tasks. */
function definition(below: (bound: number) => number): string {
  const around = () => members.filter(() => below(4) === 0).join('');
  const [before, behind] = [around(), around()];
  const list = Array.from({ length: 2 + below(8) }, () => tasks[below(tasks.length)]).join('');
  const text = `${header}${before}do:\n${list}${before === '' ? behind : ''}`;
  return below(8) === 0 ? text.replaceAll('\n', '\r\n') : text;
}

/** Edits definitions at random, and counts how often an edit was read by itself; each time it must be found what a whole check finds. */
function compareAfterEdits(seed: number, rounds: number, optionsOf: (edit: number) => CheckOptions): number {
  const below = numbers(seed);
  let compared = 0;
  for (let round = 0; round < rounds; round += 1) {
    let document = read(definition(below));
    if (document.problems.length > 0) continue;
    findings(document, optionsOf(0));
    for (let edit = 0; edit < 40; edit += 1) {
      const at = below(document.text.length + 1);
      const piece = below(6) === 0 ? '' : (pieces[below(pieces.length)] ?? '');
      const edited = document.text.slice(0, at) + piece + document.text.slice(at + below(9) * below(2));
      const next = reparse(document, edited);
      if (next === null) continue;
      compared += 1;
      const [found, expected] = [findings(next, optionsOf(edit)), findings(read(edited), optionsOf(edit))];
      // The text of both first: that is a tenth of the time.
      if (JSON.stringify(found) !== JSON.stringify(expected)) expect(found, edited).toEqual(expected);
      document = next;
    }
  }
  return compared;
}

test('finds after edits exactly what a whole check finds', () => {
  expect(compareAfterEdits(3, 60, () => options)).toBeGreaterThan(500);
});

test('finds it under a policy and for a runtime, also where they change', () => {
  const [profile = null] = profileTable;
  const all = [
    options,
    { ...options, policy: strict },
    { ...options, profile },
    { ...options, policy: strict, profile },
  ];
  const optionsOf = (edit: number) => all[Math.floor(edit / 10) % all.length] ?? options;
  expect(compareAfterEdits(5, 40, optionsOf)).toBeGreaterThan(300);
});

test('runs a rule that looks at one thing at a time on what an edit changed alone', () => {
  let looked = 0;
  const counting: Rule = {
    ...insecureScheme,
    checkEndpoint(...given) {
      looked += 1;
      insecureScheme.checkEndpoint?.(...given);
    },
  };
  const rules = [counting];
  const call = (name: string) =>
    `  - ${name}:\n      call: http\n      with: { method: get, endpoint: "http://a.example" }\n`;
  const text = `${header}do:\n${['a', 'b', 'c', 'd'].map(call).join('')}`;
  const document = read(text);
  findings(document, { ...options, rules });
  const next = reparse(document, text.replace('- b:', '- bee:'));
  const found = next === null ? [] : findings(next, { ...options, rules });
  expect(looked).toBe(5);
  expect(found.map(({ location }) => location.pointer)).toEqual(
    ['/do/0/a', '/do/1/bee', '/do/2/c', '/do/3/d'].map((reference) => `${reference}/with/endpoint`),
  );
});

test('runs a rule that threw again, and hides nothing meanwhile', () => {
  let isBroken = true;
  const breaking: Rule = {
    ...insecureScheme,
    checkEndpoint(endpoint, ...given) {
      if (isBroken && endpoint.text.pointer.startsWith('/do/1/')) throw new TypeError('broken');
      insecureScheme.checkEndpoint?.(endpoint, ...given);
    },
  };
  const rules = [breaking, ...ruleTable.filter(({ id }) => id === 'no-timeout')];
  const call = (name: string) =>
    `  - ${name}:\n      call: http\n      with: { method: get, endpoint: "http://a.example" }\n`;
  const document = read(`${header}do:\n${['a', 'b', 'c'].map(call).join('')}`);
  const names = () => findings(document, { ...options, rules }).map(({ rule }) => rule);
  expect(names()).toEqual(['crashed-rule', 'no-timeout', 'no-timeout', 'no-timeout']);
  isBroken = false;
  expect(names().filter((rule) => rule === 'insecure-scheme')).toHaveLength(3);
});

test('finds the same where more data leaves than is noted, before and behind that', () => {
  const names = Array.from({ length: 45 }, (_, index) => `{{a${index}.email}} {{a${index}.iban}}`).join(' ');
  const mail = (index: number) =>
    `  - m${index}:\n      call: email:1.0.0@default\n      with: { to: ops@example.com, subject: s, body: "${names}" }\n`;
  const text = `${header}do:\n${Array.from({ length: 40 }, (_, index) => mail(index)).join('')}`;
  let document = read(text);
  findings(document);
  const edits = [
    ['m2:', 'mail2:'],
    ['m38:', 'mail38:'],
    ['{{a3.email}}', '{{z.email}}'],
  ] as const;
  for (const [before, after] of edits) {
    const edited = document.text.replace(before, after);
    const next = reparse(document, edited);
    if (next === null) throw new Error('an edit of one value is read by itself');
    expect(JSON.stringify(findings(next)) === JSON.stringify(findings(read(edited)))).toBe(true);
    document = next;
  }
});

test('follows data anew where an edit changes what a task hands on', () => {
  const text = `${header}do:\n  - one:\n      set: { a: "\${ .id }" }\n  - two:\n      set: { b: "\${ .a }" }\n  - three:\n      call: email:1.0.0@default\n      with: { to: ops@example.com, subject: s, body: "\${ .b }" }\n`;
  const document = read(text);
  const before = findings(document);
  const edited = text.replace('.id', '.ssn');
  const next = reparse(document, edited);
  const after = next === null ? [] : findings(next);
  expect(after).toEqual(findings(read(edited)));
  const exposed = (found: readonly Finding[]) => found.filter(({ rule }) => rule === 'unmasked-sensitive-field').length;
  expect([exposed(before), exposed(after)]).toEqual([0, 1]);
});
