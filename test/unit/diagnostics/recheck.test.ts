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
import { soakRechecks } from '../../soak/rechecks.ts';
import { sampleSettings } from '../../soak/soak.ts';

const options: CheckOptions = { policy: defaultPolicy, today: '2026-01-01' };
const header = 'document: { dsl: 1.0.3, namespace: a, name: b, version: 0.1.0 }\n';

function read(text: string): SourceDocument {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

/** What is found, by itself: places in it move with later edits. */
function findings(document: SourceDocument, using = options): readonly Finding[] {
  return structuredClone(checkDocument(document, using));
}

const call = '  - a:\n      call: http\n      with: { method: get, endpoint: "https://a.example.com" }\n';
const mail = (body: string) =>
  `  - m:\n      call: email:1.0.0@default\n      with: { to: ops@example.com, subject: s, body: "${body}" }\n`;
const attempts =
  '  - t:\n      try:\n        - p:\n            call: http\n            with: { method: post, endpoint: "http://a.example.com" }\n      catch:\n        retry:\n          delay: PT1S\n';
const beside = (made: string) =>
  read(
    `document: { dsl: 1.0.3, namespace: a, name: beside, version: 0.1.0 }\ndo:\n  - x:\n      set: { y: "${made}" }\n`,
  );
const runs = '  - r:\n      run:\n        workflow: { namespace: a, name: beside, version: 0.1.0, input: "${ . }" }\n';
const sensitive = mergePolicy(defaultPolicy, {
  policy: 1,
  sensitive: { classes: { order: { names: ['^x$'], values: [], exposure: 'error', mask: 'mask' } } },
});
const [profile = null] = profileTable;

/** What is found in a part depends on things outside of it: each of them changes here, and nothing in the part does. */
const outside: readonly {
  readonly name: string;
  readonly before: string;
  readonly after?: string;
  readonly firstWith?: Partial<CheckOptions>;
  readonly thenWith?: Partial<CheckOptions>;
}[] = [
  { name: 'the limit of the workflow', before: `do:\n${call}`, after: `timeout: { after: PT1H }\ndo:\n${call}` },
  {
    name: 'the function that it calls',
    before: `use:\n  functions:\n    f:\n      call: http\n      with: { method: get, endpoint: "https://a.example.com" }\ndo:\n  - c:\n      call: f\n      with: { body: "{{#if" }\n`,
    after: `use:\n  functions:\n    f:\n      call: email:1.0.0@default\n      with: { to: a@example.com }\ndo:\n  - c:\n      call: f\n      with: { body: "{{#if" }\n`,
  },
  {
    name: 'the retry that it names',
    before: `use:\n  retries:\n    often: { delay: PT1S, limit: { attempt: { count: 3 } } }\ndo:\n  - t:\n      try:\n        - n: { set: { x: 1 } }\n      catch: { retry: often }\n`,
    after: `use:\n  retries:\n    often: { delay: PT1S }\ndo:\n  - t:\n      try:\n        - n: { set: { x: 1 } }\n      catch: { retry: often }\n`,
  },
  { name: 'the text before it', before: `do:\n${attempts}`, after: `# more\ndo:\n${attempts}` },
  { name: 'a position', before: `do:\n${call}`, after: `do:\n  - w:\n      wait: PT1S\n${call}` },
  {
    name: 'an address that others read',
    before:
      'do:\n  - s:\n      set: { base: "http://10.0.0.1" }\n  - e:\n      call: http\n      with: { method: get, endpoint: "${ .bass + \\"/x\\" }" }\n',
    after:
      'do:\n  - s:\n      set: { base: "http://10.0.0.1" }\n  - e:\n      call: http\n      with: { method: get, endpoint: "${ .base + \\"/x\\" }" }\n',
  },
  {
    name: 'data that comes to it',
    before: `do:\n  - s:\n      set: { y: "\${ .x }" }\n${mail('{{y}}')}`,
    after: `do:\n  - s:\n      set: { y: "\${ .ssn }" }\n${mail('{{y}}')}`,
  },
  {
    name: 'the context',
    before: `do:\n  - w:\n      wait: PT1S\n      export: { as: "\${ {kept: 1} }" }\n${mail('${ $context.kept }')}`,
    after: `do:\n  - w:\n      wait: PT1S\n      export: { as: "\${ {kept: .ssn} }" }\n${mail('${ $context.kept }')}`,
  },
  {
    name: 'the input of the workflow',
    before: `input: { schema: { document: { type: object, properties: { y: {} } } } }\ndo:\n  - s:\n      set: { z: 1 }\n${mail('${ $workflow.input.y }')}`,
    after: `input: { schema: { document: { type: object, properties: { y: { x-sensitive: ssn } } } } }\ndo:\n  - s:\n      set: { z: 1 }\n${mail('${ $workflow.input.y }')}`,
  },
  {
    name: 'a task that ends the workflow before it',
    before: `do:\n  - s:\n      set: { y: 1 }\n${mail('{{ssn}}')}`,
    after: `do:\n  - s:\n      set: { y: 1 }\n      then: end\n${mail('{{ssn}}')}`,
  },
  {
    name: 'what else the workflow may end with',
    before: `use: { secrets: [k] }\ndo:\n  - a:\n      if: .q\n      set: { y: "\${ $secrets.k }" }\n      then: end\n  - b:\n      set: { y: 1 }\n`,
    after: `use: { secrets: [k] }\ndo:\n  - a:\n      if: .q\n      set: { y: "\${ $secrets.k }" }\n      then: end\n  - b:\n      set: { y: "\${ $secrets.k }" }\n`,
  },
  { name: 'the policy', before: `do:\n${mail('{{x}}')}`, thenWith: { policy: sensitive } },
  {
    name: 'fields of data sets',
    before: `do:\n${mail('{{y}}')}`,
    firstWith: { fields: [{ name: 'z', class: 'email' }] },
    thenWith: { fields: [{ name: 'y', class: 'email' }] },
  },
  { name: 'the runtime', before: 'do:\n  - a: { set: "${ . }" }\n', thenWith: { profile } },
  {
    name: 'a workflow beside it',
    before: `do:\n${runs}${mail('{{y}}')}`,
    firstWith: { workflows: [beside('${ .x }')] },
    thenWith: { workflows: [beside('${ .ssn }')] },
  },
  {
    name: 'the day',
    before: `do:\n  # drydock-ignore no-timeout until 2026-06-01: x\n${call}`,
    thenWith: { today: '2026-07-01' },
  },
];

test.each(outside)(
  'looks again where $name is another',
  ({ before, after = before, firstWith = {}, thenWith = {} }) => {
    const document = read(`${header}${before}`);
    const found = findings(document, { ...options, ...firstWith });
    const edited = after === before ? document : reparse(document, `${header}${after}`);
    if (edited === null) throw new Error('the edit is read by itself');
    const changed = findings(edited, { ...options, ...thenWith });
    expect(changed).toEqual(findings(read(`${header}${after}`), { ...options, ...thenWith }));
    expect(changed).not.toEqual(found);
  },
);

test('finds after edits exactly what a whole check finds, whatever was edited', async () => {
  const { failures } = await soakRechecks(sampleSettings(300, 3));
  expect(failures).toEqual([]);
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
  const text = `${header}do:\n${Array.from({ length: 60 }, (_, index) => mail(index)).join('')}`;
  let document = read(text);
  findings(document);
  const edits = [
    ['m2:', 'mail2:'],
    ['m38:', 'mail38:'],
    ['{{a3.email}}', '{{z.email}}'],
    // What is noted of the last ones now had no room before.
    [names, 'x'],
    ['m40:', 'mail40:'],
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
