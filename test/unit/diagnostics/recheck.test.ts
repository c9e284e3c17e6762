import { expect, test } from 'vitest';
import type { Finding } from '../../../shared/diagnostics/finding.ts';
import { ruleTable } from '../../../shared/diagnostics/ruleTable.ts';
import { checkDocument } from '../../../shared/diagnostics/runRules.ts';
import { defaultPolicy } from '../../../shared/policy/defaultPolicy.ts';
import type { SourceDocument } from '../../../shared/workflow/document.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';
import { reparse } from '../../../shared/workflow/reparse.ts';

const options = { policy: defaultPolicy, today: '2026-01-01' };
const header = 'document: { dsl: 1.0.3, namespace: a, name: b, version: 0.1.0 }\n';
const schema =
  'input:\n  schema: { document: { type: object, properties: { id: { type: string }, ssn: { type: string } } } }\n';
const use =
  'use: { secrets: [k], functions: { f: { call: http, with: { method: get, endpoint: "https://a.example.com" } } } }\n';

/** Tasks of every kind that rules know, good and bad. */
const tasks = ruleTable.flatMap(({ examples }) =>
  [...examples.bad, ...examples.good].flatMap(({ text }) => (text.startsWith('- ') ? text : [])),
);

const pieces = [
  ...['x', '1', '.ssn', '${ .email }', '{{ssn}}', 'then: end', '\n    then: exit', 'http', '$context', '"', 'email'],
  ...['https://10.0.0.1', 'card', ' # drydock-ignore no-timeout until 2027-01-31: x', ' ', '{{ssn | mask_ssn}}', '\n'],
];

function read(text: string): SourceDocument {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

/** What is found, by itself: places in it move with later edits. */
function findings(document: SourceDocument): readonly Finding[] {
  return structuredClone(checkDocument(document, options));
}

/** A pseudo-random number below `bound` at each call. */
function numbers(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % bound;
  };
}

test('finds after edits exactly what a whole check finds', () => {
  const below = numbers(3);
  let compared = 0;
  for (let round = 0; round < 30; round += 1) {
    const list = Array.from({ length: 2 + below(8) }, () => tasks[below(tasks.length)]).join('');
    const text = `${header}${below(2) === 0 ? schema : ''}${below(3) === 0 ? use : ''}do:\n${list}`;
    let document = read(`${text}${below(2) === 0 ? 'output: { as: "${ . }" }\n' : ''}`);
    if (document.problems.length > 0) continue;
    findings(document);
    for (let edit = 0; edit < 12; edit += 1) {
      const at = below(document.text.length + 1);
      const piece = below(6) === 0 ? '' : (pieces[below(pieces.length)] ?? '');
      const edited = document.text.slice(0, at) + piece + document.text.slice(at + below(9) * below(2));
      const next = reparse(document, edited);
      if (next === null) continue;
      compared += 1;
      expect(findings(next), edited).toEqual(findings(read(edited)));
      document = next;
    }
  }
  expect(compared).toBeGreaterThan(50);
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
