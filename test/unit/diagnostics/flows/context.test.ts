import { describe, expect, it } from 'vitest';
import { checkDocument } from '../../../../shared/diagnostics/runRules.ts';
import { defaultPolicy } from '../../../../shared/policy/defaultPolicy.ts';
import type { SourceDocument } from '../../../../shared/workflow/document.ts';
import { parseDocument } from '../../../../shared/workflow/parseDocument.ts';

function documentOf(name: string, tasks: string, version = '1.0.0'): SourceDocument {
  const parsed = parseDocument(
    `document: { dsl: 1.0.3, namespace: flows, name: ${name}, version: ${version} }\ndo:\n${tasks}`,
  );
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

const options = { policy: defaultPolicy, today: '2026-11-22' };
const mail = '- tell: { call: email:1.0.0@default, with: { to: a@example.com, subject: S, body: "{{v}}" } }\n';
const leak = 'unmasked-sensitive-field';

describe('what is at hand beside the document', () => {
  const main = documentOf(
    'main',
    `- sub: { run: { workflow: { namespace: flows, name: sub, version: 1.0.0, input: { n: "\${ .ssn }", i: "\${ .id }" } } } }\n${mail}`,
  );
  const found = (...workflows: SourceDocument[]) =>
    checkDocument(main, { ...options, workflows }).filter(({ rule }) => rule === leak);

  it('follows into a workflow that is there', () => {
    expect(found(documentOf('sub', '- a: { set: { v: "${ .i }" } }\n'))).toEqual([]);
    const [finding] = found(documentOf('sub', '- a: { set: { v: "${ .n }" } }\n'));
    expect(finding?.confidence).not.toBe('low');
    expect(finding?.related.map(({ message }) => message)).toContain('It passes the workflow `sub` here.');
    for (const { range } of finding?.related ?? []) expect(range.end).toBeLessThanOrEqual(main.text.length);
  });

  it('tells what leaves in a workflow that is there, where it is handed to that one', () => {
    const answers = '- done: { set: { v: 1 } }\n';
    const [finding, ...others] = found(documentOf('sub', `${mail.replace('{{v}}', '{{n}}')}${answers}`));
    expect(others).toEqual([]);
    expect(finding?.location.pointer).toBe('/do/0/sub/run/workflow/input/n');
    expect(finding?.message).toContain('leaves unmasked in `body` of the email');
    expect(finding?.related.at(-1)?.message).toBe('It leaves in `body` of `tell` in the workflow that is run here.');
    expect(found(documentOf('sub', `${mail.replace('{{v}}', '{{n | mask_ssn}} {{i}}')}${answers}`))).toEqual([]);
  });

  it('says that it did not follow where it is not there', () => {
    const findings = found();
    expect(findings.map(({ confidence }) => confidence)).toEqual(['low']);
    expect(findings[0]?.related.some(({ message }) => message.includes('not followed through the workflow'))).toBe(
      true,
    );
  });

  it('follows the workflow that a rehearsal runs: the first of two with one name, and the highest version', () => {
    const [clean, leaking] = ['i', 'n'].map((name) => documentOf('sub', `- a: { set: { v: "\${ .${name} }" } }\n`));
    if (clean === undefined || leaking === undefined) throw new Error('two workflows');
    expect(found(clean, leaking)).toEqual([]);
    expect(found(leaking, clean)).toHaveLength(1);
    const newest = documentOf('sub', '- a: { set: { v: "${ .i }" } }\n', '1.10.0');
    const older = documentOf('sub', '- a: { set: { v: "${ .n }" } }\n', '1.9.0');
    const asks = documentOf(
      'main',
      `- sub: { run: { workflow: { namespace: flows, name: sub, version: latest, input: { n: "\${ .ssn }", i: 1 } } } }\n${mail}`,
    );
    const check = (...workflows: SourceDocument[]) =>
      checkDocument(asks, { ...options, workflows }).filter(({ rule }) => rule === leak);
    expect(check(older, newest)).toEqual([]);
    expect(check(older)).toHaveLength(1);
  });

  it('takes fields that a person classified for what they are', () => {
    const tasks =
      '- tell: { call: email:1.0.0@default, with: { to: a@example.com, subject: S, body: "{{case_ref}}" } }\n';
    const check = (fields: { name: string; class: string }[]) =>
      checkDocument(documentOf('main', tasks), { ...options, fields }).filter(({ rule }) => rule === leak).length;
    expect(check([])).toBe(0);
    expect(check([{ name: 'Case Ref', class: 'health' }])).toBe(1);
    expect(check([{ name: 'case_ref', class: 'no such class' }])).toBe(0);
    expect(check([{ name: '.*', class: 'health' }])).toBe(0);
  });
});

describe('scripts', () => {
  const found = (code: string) =>
    checkDocument(
      documentOf(
        'main',
        `- go: { run: { script: { language: js, arguments: { n: "\${ .ssn }" }, code: ${JSON.stringify(code)} } } }\n${mail}`,
      ),
      options,
    ).filter(({ rule }) => rule === leak);

  it('show the way through the script', () => {
    const [finding] = found('return { v: n }');
    expect(finding?.confidence).not.toBe('low');
    expect(finding?.related.some(({ message }) => message === 'It passes the script here.')).toBe(true);
    expect(found('return { v: n.length }')).toEqual([]);
  });

  it('say where they cannot be followed', () => {
    for (const code of [
      'return eval("n")',
      'class A {}; return { v: n }',
      'return { v: ',
      'const p = process; return p.argv',
    ]) {
      const [finding] = found(code);
      expect(finding?.confidence, code).toBe('low');
      expect(
        finding?.related.some(({ message }) => message.includes('not followed through the script')),
        code,
      ).toBe(true);
    }
  });
});
