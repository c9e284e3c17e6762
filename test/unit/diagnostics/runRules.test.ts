import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { builtInRules } from '../../../shared/diagnostics/builtInRules.ts';
import { checkPolicy } from '../../../shared/diagnostics/checkPolicy.ts';
import { DataFlow } from '../../../shared/diagnostics/flow/dataFlow.ts';
import type { Rule } from '../../../shared/diagnostics/rule.ts';
import { ruleDocument } from '../../../shared/diagnostics/ruleDocument.ts';
import { noTimeout } from '../../../shared/diagnostics/rules/no-timeout.ts';
import { ruleTable } from '../../../shared/diagnostics/ruleTable.ts';
import { checkDocument } from '../../../shared/diagnostics/runRules.ts';
import { defaultPolicy } from '../../../shared/policy/defaultPolicy.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';
import { applied, completed, findingsIn } from '../../rules/ruleHarness.ts';

const root = join(import.meta.dirname, '../../..');
const call = '- a:\n    call: http\n    with: { method: get, endpoint: "http://example.com" }\n';

function documentOf(text: string) {
  const document = parseDocument(text);
  if (!document.ok) throw new Error(document.error.message);
  return document.value;
}

describe('the rules', () => {
  it('are those of the folder, each with a test, by id', () => {
    const ids = ruleTable.map(({ id }) => id);
    const names = (folder: string, end: string) =>
      readdirSync(join(root, folder)).flatMap((name) => (name.endsWith(end) ? [name.slice(0, -end.length)] : []));
    expect(ids).toEqual([...ids].sort());
    expect(names('shared/diagnostics/rules', '.ts').sort()).toEqual(ids);
    expect(names('test/rules', '.test.ts').sort()).toEqual(ids);
    expect(names('resources/docs/rules', '.md').sort()).toEqual([...builtInRules.map(({ id }) => id), ...ids].sort());
  });

  it('look at something, each of them', () => {
    const idle = ruleTable.filter((rule) => !Object.keys(rule).some((member) => member.startsWith('check')));
    expect(idle.map(({ id }) => id)).toEqual([]);
  });

  it('have ids of their own', () => {
    const ids = [...builtInRules, ...ruleTable].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([...builtInRules, ...ruleTable].map((rule) => [rule.id, rule] as const))(
    '%s has its page up to date',
    (id, rule) => {
      const page = readFileSync(join(root, 'resources/docs/rules', `${id}.md`), 'utf8');
      expect(page, 'run scripts/ruleDocs.ts').toBe(ruleDocument(rule));
    },
  );
});

describe('checkDocument', () => {
  it('notes what an earlier version of the language wrote', () => {
    const raise = (key: string) =>
      completed(`- a:\n    raise: { error: { type: "https://example.com/e", status: 400, title: No, ${key}: x } }\n`);
    const found = (key: string) => findingsIn(raise(key)).filter(({ rule }) => rule === 'schema');
    expect(found('details').map(({ severity }) => severity)).toEqual(['note']);
    expect(found('detail')).toEqual([]);
  });

  it('reports syntax, and still runs the rules', () => {
    const found = findingsIn(`${completed(call)}broken: [`).map(({ rule }) => rule);
    expect(found).toContain('syntax');
    expect(found).toContain('insecure-scheme');
    expect(found).not.toContain('schema');
  });

  it('reports what breaks the schema, with the name that was meant', () => {
    const text = completed(call.replace('method', 'metod'));
    const found = findingsIn(text).filter(({ rule }) => rule === 'schema');
    expect(found.map(({ location: { range } }) => text.slice(range.start, range.end))).toContain('metod');
    expect(found.flatMap(({ fixes }) => fixes)).toMatchObject([{ safe: false, edits: [{ newText: 'method' }] }]);
  });

  it('reports broken expressions and templates where they are broken', () => {
    const text = completed(
      `- a:\n    set: { x: "\${ .a + }" }\n- b:\n    call: email:1.0.0@default\n    with: { to: a@example.com, subject: "{{#if x}}", body: b }\n`,
    );
    const found = findingsIn(text).filter(({ rule }) => rule === 'syntax');
    expect(found.map(({ location: { pointer } }) => pointer)).toEqual(['/do/0/a/set/x', '/do/1/b/with/subject']);
  });

  it('turns a rule that throws into a finding, and runs the others', () => {
    const broken: Rule = {
      ...noTimeout,
      id: 'broken',
      check(_model, report) {
        report({ message: 'half', help: 'half', pointer: '', range: { start: 0, end: 0 } });
        throw new TypeError('secret detail');
      },
    };
    const options = { policy: defaultPolicy, today: '2026-11-22', rules: [broken, noTimeout] };
    const found = checkDocument(documentOf(completed(call)), options);
    expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['crashed-rule', 'error'],
      ['no-timeout', 'warning'],
    ]);
    expect(JSON.stringify(found)).not.toContain('secret detail');
  });

  it('turns data that cannot be followed for a bug of ours into one finding, and runs all that looks at something else', () => {
    const following = vi.spyOn(DataFlow.prototype, 'isComplete', 'get').mockImplementation(() => {
      throw new RangeError('secret detail');
    });
    const found = findingsIn(completed(call));
    following.mockRestore();
    expect(found.filter(({ rule }) => rule === 'crashed-rule').map(({ message }) => message)).toEqual([
      'The rule `data-flow` crashed (RangeError) and checked nothing here.',
    ]);
    expect(found.map(({ rule }) => rule)).toContain('insecure-scheme');
  });

  it('bounds the findings of a rule, and says how many more there are', () => {
    const many = Array.from({ length: 1_200 }, (_, index) => call.replace('a:', `a${index}:`)).join('');
    const found = findingsIn(completed(many)).filter(({ rule }) => rule === 'insecure-scheme');
    expect(found).toHaveLength(1_001);
    expect(found.at(-1)?.message).toContain('200 more findings');
  });

  it('passes on no control characters and no endless names', () => {
    const text = completed(call.replace('- a:', `- "\\e[31m${'x'.repeat(5_000)}":`));
    for (const { message } of findingsIn(text)) {
      expect(message).not.toContain('\u001b');
      expect(message.length).toBeLessThan(600);
    }
  });

  it('says where the flow of data was not followed to its end', () => {
    const step = (n: number) => `{ call: f${n}, with: { v: "\${ .v }" } }`;
    const functions = Array.from(
      { length: 40 },
      (_, n) => `    f${n}: { do: [ { a: ${step((n + 1) % 40)} }, { b: ${step((n + 1) % 40)} } ] }\n`,
    ).join('');
    const header = "document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }\n";
    const text = `${header}use:\n  functions:\n${functions}do:\n- a: ${step(0)}\n`;
    expect(findingsIn(text).filter(({ rule }) => rule === 'unfollowed')).toHaveLength(1);
    expect(findingsIn(completed(call)).filter(({ rule }) => rule === 'unfollowed')).toEqual([]);
  });

  it('gives findings in the order of the text', () => {
    const starts = findingsIn(completed(call + call.replace('a:', 'b:'))).map(({ location }) => location.range.start);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });

  it('follows severities of the policy', () => {
    const severities = { 'insecure-scheme': 'note', 'no-timeout': 'off' } as const;
    const found = findingsIn(completed(call), { policy: 1, severities });
    expect(found.filter(({ rule }) => rule === 'insecure-scheme').map(({ severity }) => severity)).toEqual(['note']);
    expect(found.filter(({ rule }) => rule === 'no-timeout')).toEqual([]);
  });

  it('sees an alias in the place where it is used', () => {
    const text = completed(
      `- a:\n    set: { text: &body "{{ssn}}", ssn: "\${ .ssn }" }\n- b:\n    call: email:1.0.0@default\n    with: { to: a@example.com, subject: s, body: *body }\n`,
    );
    const found = findingsIn(text).filter(({ rule }) => rule === 'unmasked-sensitive-field');
    expect(found.map(({ location: { pointer, range } }) => [pointer, text.slice(range.start, range.end)])).toEqual([
      ['/do/1/b/with/body', 'ssn'],
    ]);
  });

  it.each([
    '',
    '[]',
    'null',
    '42',
    'do: 5',
    'do: [1, [2], {a: 3}, {b: {call: 7, with: 8}}]',
    '{"do": [{"a": null}]}',
    'use: { functions: [], authentications: 3, extensions: {} }',
  ])('takes %j without a crash', (text) => {
    expect(findingsIn(text).filter(({ rule }) => rule === 'crashed-rule')).toEqual([]);
  });

  it('takes deep expressions without a crash', () => {
    const deep = [
      `${'('.repeat(3_000)}.${')'.repeat(3_000)}`,
      `.a${'.a'.repeat(20_000)}`,
      `1${' + 1'.repeat(10_000)}`,
      `.${' | {a: ., b: .}'.repeat(2_000)}`,
    ];
    for (const expression of deep) {
      const text = JSON.stringify({ do: [{ a: { call: 'http', with: { endpoint: `\${ ${expression} }` } } }] });
      expect(findingsIn(text).filter(({ rule }) => rule === 'crashed-rule')).toEqual([]);
    }
  });
});

describe('fingerprints', () => {
  const printOf = (text: string) =>
    findingsIn(text)
      .filter(({ rule }) => rule === 'insecure-scheme')
      .map(({ fingerprint }) => fingerprint);

  it('survive new neighbours, moves and layout', () => {
    const before = printOf(completed(call));
    expect(before).toHaveLength(1);
    expect(printOf(completed(`# a comment\n\n- first:\n    set: { x: 1 }\n${call}`))).toEqual(before);
    expect(printOf(completed(call.replace('"http://example.com"', "'http://example.com'")))).toEqual(before);
  });

  it('tell apart what is otherwise the same', () => {
    const both = printOf(
      completed(
        `- a:\n    do:\n      - x: { call: http, with: { method: get, endpoint: "\${ .a // \\"http://a\\" // \\"http://b\\" }" } }\n`,
      ),
    );
    expect(both).toHaveLength(2);
    expect(new Set(both).size).toBe(2);
  });
});

describe('bare expressions', () => {
  it.each([
    ['- a:\n    try: [ { b: { set: { x: 1 } } } ]\n    catch: { retry: { when: BAD, delay: PT1S } }\n', 'retry'],
    ['- a: { set: { x: 1 } }\nuse: { retries: { r: { exceptWhen: BAD, delay: PT1S } } }\n', 'named retry'],
    ['- a:\n    listen: { to: { any: [], until: BAD } }\n', 'until'],
    ['- a:\n    listen: { to: { any: [] } }\n    foreach: { item: x, output: { as: BAD } }\n', 'foreach'],
  ])('are read: %s (%s)', (text) => {
    const whole = completed(text.replace('BAD', '".x ==== 1"'));
    const found = findingsIn(whole).filter(({ rule }) => rule === 'syntax');
    expect(found).toHaveLength(1);
    expect(findingsIn(whole.replace('====', '==')).filter(({ rule }) => rule === 'syntax')).toEqual([]);
  });
});

describe('waivers', () => {
  const at = (comment: string, line = call) =>
    findingsIn(completed(line.replace('    with:', `    ${comment}\n    with:`)));
  const waiverOf = (found: ReturnType<typeof at>, rule = 'insecure-scheme') =>
    found.find((one) => one.rule === rule)?.waiver;

  it('cover the line below, until the last day', () => {
    const comment = '# drydock-ignore insecure-scheme until 2026-11-22: the test system has no TLS';
    expect(waiverOf(at(comment))).toEqual({
      rule: 'insecure-scheme',
      until: '2026-11-22',
      reason: 'the test system has no TLS',
      origin: 'comment',
    });
    expect(waiverOf(at(comment.replace('11-22', '11-21')))).toBeNull();
    expect(waiverOf(at(comment.replace('insecure-scheme', 'no-timeout')))).toBeNull();
  });

  it('cover their own line, and the next one under other comments', () => {
    const trailing = completed(call.replace('" }', '" } # drydock-ignore insecure-scheme until 2027-01-31: agreed'));
    expect(waiverOf(findingsIn(trailing))).not.toBeNull();
    expect(waiverOf(at('# drydock-ignore insecure-scheme until 2027-01-31: agreed\n    # and more'))).not.toBeNull();
  });

  it('cover a block scalar that begins there, and nothing behind it', () => {
    const mail = (field: string) =>
      `- a:\n    call: email:1.0.0@default\n    with:\n      to: a@example.com\n      subject: s\n      ${field}`;
    const comment = '# drydock-ignore raw-output until 2027-01-31: agreed';
    for (const field of [
      `${comment}\n      html: |\n        one\n        {{{x}}}\n`,
      `html: >- ${comment}\n        {{{x}}}\n`,
    ]) {
      expect(waiverOf(findingsIn(completed(mail(field))), 'raw-output')).not.toBeNull();
    }
    const before = mail(`${comment}\n      body: |\n        one\n      html: |\n        {{{x}}}\n`);
    expect(waiverOf(findingsIn(completed(before)), 'raw-output')).toBeNull();
  });

  it('cover the line below however many stand above it', () => {
    const many = '# drydock-ignore insecure-scheme until 2027-01-31: agreed\n    '.repeat(40_000);
    expect(waiverOf(at(many.trimEnd()))).not.toBeNull();
  });

  it('never hide a finding: it stays in the list', () => {
    expect(at('# drydock-ignore insecure-scheme until 2027-01-31: agreed').map(({ rule }) => rule)).toContain(
      'insecure-scheme',
    );
  });

  it.each([
    '# drydock-ignore insecure-scheme',
    '# drydock-ignore insecure-scheme: because',
    '# drydock-ignore insecure-scheme until tomorrow: because',
    '# drydock-ignore insecure-scheme until 2027-02-30: because',
    '# drydock-ignore insecure-scheme until 2027-01-31:',
    '# drydock-ignore until 2027-01-31: because',
  ])('are findings where they are incomplete: %s', (comment) => {
    const found = at(comment);
    expect(waiverOf(found)).toBeNull();
    expect(found.filter(({ rule }) => rule === 'waiver')).toHaveLength(1);
  });

  it('are findings where they name a rule that there is not', () => {
    const found = at('# drydock-ignore insecure-sheme until 2027-01-31: agreed');
    expect(found.filter(({ rule }) => rule === 'waiver').map(({ message }) => message)).toEqual([
      'The waiver names a rule `insecure-sheme` that there is not.',
    ]);
  });

  const notesOf = (found: ReturnType<typeof at>) =>
    found.filter(({ rule }) => rule === 'waiver').map(({ severity, message }) => [severity, message]);

  it('are notes where they waive nothing any more, have ended, or hold for long', () => {
    const until = (day: string) => `# drydock-ignore insecure-scheme until ${day}: agreed`;
    const other = '# drydock-ignore sql-interpolation until 2027-01-31: agreed';
    expect(notesOf(at(other))).toEqual([
      ['note', 'The waiver waives nothing: `sql-interpolation` finds nothing here.'],
    ]);
    expect(notesOf(at(until('2026-11-21')))).toEqual([
      ['note', 'The waiver ended on 2026-11-21: what it waived is reported again.'],
    ]);
    expect(notesOf(at(until('2027-11-23')))).toEqual([
      ['note', 'The waiver holds for more than a year, until 2027-11-23.'],
    ]);
    expect(notesOf(at(until('2027-11-22')))).toEqual([]);
  });

  it('are removed by a fix where they waive nothing, with their line where that is all of it', () => {
    const comment = '# drydock-ignore sql-interpolation until 2027-01-31: agreed';
    const without = completed(call);
    for (const text of [
      completed(call.replace('    with:', `    ${comment}\n    with:`)),
      completed(call.replace('" }', `" } ${comment}`)),
    ]) {
      const [fix] = findingsIn(text).find(({ rule }) => rule === 'waiver')?.fixes ?? [];
      expect([fix?.safe, applied(text, fix)]).toEqual([true, without]);
    }
  });

  it('are not judged where the rule did not run, or nobody can read the whole text', () => {
    const comment = '# drydock-ignore sql-interpolation until 2027-01-31: agreed';
    const text = completed(call.replace('    with:', `    ${comment}\n    with:`));
    expect(notesOf(findingsIn(text, { policy: 1, severities: { 'sql-interpolation': 'off' } }))).toEqual([]);
    expect(notesOf(findingsIn(`${text}\n  - [`))).toEqual([]);
    expect(notesOf(findingsIn(text.replace('sql-interpolation', 'synapse')))).toEqual([]);
  });

  it('of the policy cover a rule or one fingerprint', () => {
    const own = findingsIn(completed(call)).find(({ rule }) => rule === 'insecure-scheme');
    const waiver = { rule: 'insecure-scheme', reason: 'agreed', until: '2027-01-31' };
    const withWaiver = (fingerprint: string | null) =>
      findingsIn(completed(call), { policy: 1, waivers: [{ ...waiver, fingerprint }] });
    expect(waiverOf(withWaiver(own?.fingerprint ?? ''))).toEqual({ ...waiver, origin: 'policy' });
    expect(waiverOf(withWaiver(null))).toEqual({ ...waiver, origin: 'policy' });
    expect(waiverOf(withWaiver(`sha256:${'0'.repeat(64)}`))).toBeNull();
  });
});

describe('checkPolicy', () => {
  it('keeps the default whole where a policy is broken, and says so', () => {
    const { policy, findings } = checkPolicy(
      documentOf('policy: 1\nlimits: { email: many, webhook: 5 }\n'),
      '2026-11-22',
    );
    expect(policy).toBe(defaultPolicy);
    expect(findings).toMatchObject([{ rule: 'policy', severity: 'error', location: { pointer: '/limits/email' } }]);
  });

  it('warns of rules that there are not', () => {
    const text =
      'policy: 1\nseverities: { no-timeuot: off }\nwaivers: [{ rule: nonsense, reason: agreed, until: 2027-01-31 }]\n';
    const { policy, findings } = checkPolicy(documentOf(text), '2026-11-22');
    expect(policy.waivers).toHaveLength(1);
    expect(findings.map(({ severity, location: { range } }) => [severity, text.slice(range.start, range.end)])).toEqual(
      [
        ['warning', 'no-timeuot'],
        ['warning', 'nonsense'],
      ],
    );
  });

  it('notes waivers that have ended, or hold for long', () => {
    const waiver = (until: string) => `{ rule: no-timeout, reason: agreed, until: ${until} }`;
    const days = ['2026-11-21', '2026-11-22', '2027-11-22', '2027-11-23'];
    const text = `policy: 1\nwaivers: [${days.map(waiver).join(', ')}]\n`;
    const { findings } = checkPolicy(documentOf(text), '2026-11-22');
    expect(findings.map(({ severity, location: { range } }) => [severity, text.slice(range.start, range.end)])).toEqual(
      [
        ['note', '2026-11-21'],
        ['note', '2027-11-23'],
      ],
    );
  });
});
