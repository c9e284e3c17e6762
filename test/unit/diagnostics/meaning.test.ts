import { describe, expect, it } from 'vitest';
import { compareFindings, compareMeaning } from '../../../shared/diagnostics/meaning/compareMeaning.ts';
import { buildModel } from '../../../shared/diagnostics/model.ts';
import { checkDocument } from '../../../shared/diagnostics/runRules.ts';
import { defaultPolicy } from '../../../shared/policy/defaultPolicy.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';

const header = "document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }\n";
const call = (host = 'shop.example.com', body = '{ id: "${ .id }" }') =>
  `- order:\n    call: http\n    with: { method: post, endpoint: "https://${host}/orders", body: ${body} }\n`;

function documentOf(text: string) {
  const document = parseDocument(`${header}${text}`);
  if (!document.ok) throw new Error(document.error.message);
  return document.value;
}

function changesBetween(before: string, after: string): string[] {
  const changes = compareMeaning(
    buildModel(documentOf(before), defaultPolicy),
    buildModel(documentOf(after), defaultPolicy),
  );
  return changes.map(({ change, subject, label }) => `${change} ${subject}: ${label}`);
}

describe('compareMeaning', () => {
  it('sees nothing in layout, comments, quotes and the order of keys', () => {
    const other = `# reviewed\ndo:\n  - order:\n      with:\n        endpoint: 'https://shop.example.com/orders'\n        body:\n          id: \${ .id }\n        method: post\n      call: http\n`;
    expect(changesBetween(`do:\n${call()}`, other)).toEqual([]);
  });

  it('names hosts, with the task that reaches them', () => {
    expect(changesBetween(`do:\n${call()}`, `do:\n${call('other.example.org')}`)).toEqual([
      'added host: https://other.example.org',
      'removed host: https://shop.example.com',
      'changed task: order (call)',
    ]);
  });

  it('names sensitive fields that leave, first of all', () => {
    expect(changesBetween(`do:\n${call()}`, `do:\n${call('shop.example.com', '{ id: "${ .ssn }" }')}`)[0]).toBe(
      'added sensitive-field: ssn (ssn) to request of order',
    );
  });

  it('names secrets, code, images, limits and events', () => {
    const task = (more: string) => `do:\n- a: { ${more} }\n`;
    const empty = task('set: { x: 1 }');
    const added = (more: string) => changesBetween(empty, task(more)).filter((line) => !line.includes('task'));
    expect(added('input: { from: "${ { k: $secrets.key } }" }, set: { x: 1 }')).toEqual(['added secret: key']);
    expect(added('run: { script: { language: js, code: "return 1" } }')).toEqual(['added code: script of a']);
    expect(added('run: { container: { image: "a:1" } }')).toEqual(['added image: a:1']);
    expect(added('set: { x: 1 }, timeout: { after: { seconds: 1 } }')).toEqual(['added limit: timeout of a']);
    expect(added('emit: { event: { with: { type: t, source: "https://e.example.com" } } }')).toEqual([
      'added event: emits t',
    ]);
    expect(added("call: 'database:1.0.0@default', with: { connection: c, operation: delete, table: t }")).toEqual([
      'added action: database: delete t',
    ]);
  });

  it('tells a changed script and a longer limit from new ones', () => {
    const script = (code: string) => `do:\n- a: { run: { script: { language: js, code: "${code}" } } }\n`;
    expect(changesBetween(script('return 1'), script('return 2'))).toEqual([
      'changed code: script of a',
      'changed task: a (run)',
    ]);
    expect(
      changesBetween(
        `timeout: { after: { hours: 1 } }\ndo:\n${call()}`,
        `timeout: { after: { hours: 2 } }\ndo:\n${call()}`,
      ),
    ).toEqual(['changed limit: timeout of the workflow']);
  });

  it('knows a task that was renamed, one that moved, and one that is new', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name, index) => `- ${name}: { set: { x: ${index} } }\n`);
    expect(changesBetween(`do:\n${a}${b}`, `do:\n${a}${b?.replace('b:', 'z:')}`)).toEqual(['renamed task: z (set)']);
    expect(changesBetween(`do:\n${a}${b}`, `do:\n${b}${a}`)).toEqual(['changed order: order of the tasks']);
    expect(changesBetween(`do:\n${a}${b}`, `do:\n${a}${c}${b}`)).toEqual(['added task: c (set)']);
  });
});

it('compares findings by what they are, not by where they stand', () => {
  const findings = (text: string) => checkDocument(documentOf(text), { policy: defaultPolicy, today: '2026-11-22' });
  const before = findings(`do:\n${call().replace('https', 'http')}`);
  const after = findings(`\n\ndo:\n- first: { set: { x: 1 } }\n${call('other.example.org').replace('https', 'http')}`);
  const { added, removed, kept } = compareFindings(before, after);
  expect(kept.map(({ rule }) => rule)).toContain('no-timeout');
  expect(added.map(({ rule }) => rule)).toEqual(removed.map(({ rule }) => rule));
});
