import { expect, test } from 'vitest';
import type { Finding } from '../../../shared/diagnostics/finding.ts';
import { ruleTable } from '../../../shared/diagnostics/ruleTable.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';
import { walkTasks } from '../../../shared/workflow/tasks.ts';
import { completed, findingsIn } from '../../rules/ruleHarness.ts';

const examples = ruleTable.flatMap(({ id, examples: { bad } }) =>
  bad.map(({ title, text, policy }) => ({ name: `${id}: ${title}`, text: completed(text), policy })),
);

const others = [
  '- a:\n    set: { ssn: "536-90-4399", card: 4556737586899855, note: "Her ssn 536-90-4399 is known." }\n',
  '- a:\n    do:\n      - b: { set: { x: 1 }, then: d }\n      - c: { set: { x: 2 } }\n      - d: { set: { x: 3 } }\n',
].map((text, index) => ({ name: `definition ${index}`, text: completed(text), policy: undefined }));

/** The definition with a task at the beginning of each list that hands on what it is given. */
function withNeighbours(text: string): string {
  const document = parseDocument(text);
  if (!document.ok) throw new Error(document.error.message);
  const lists = new Set(walkTasks(document.value.value).map(({ scope }) => scope));
  const places = [...lists].flatMap((scope) => {
    const at = document.value.locate(scope)?.value.start;
    return at === undefined || text[at] !== '-' ? [] : at;
  });
  return places
    .toSorted((a, b) => b - a)
    .reduce((before, at) => {
      const indent = ' '.repeat(at - before.lastIndexOf('\n', at - 1) - 1);
      return `${before.slice(0, at)}- zz:\n${indent}    wait: PT1S\n${indent}${before.slice(at)}`;
    }, text);
}

function fingerprints(found: readonly Finding[]): string[] {
  return found.map(({ rule, fingerprint }) => `${rule} ${fingerprint}`);
}

test.each([...examples, ...others])(
  'of $name stay what they are when lines and neighbours come',
  ({ text, policy }) => {
    const before = fingerprints(findingsIn(text, policy));
    expect(before.length).toBeGreaterThan(0);
    const lines = `# one\n\n${text.replaceAll(/^(?= *- )/gm, '\n# more\n').trimEnd()}\n\n\n`;
    expect(fingerprints(findingsIn(lines, policy))).toEqual(before);
    const after = new Set(fingerprints(findingsIn(withNeighbours(text), policy)));
    expect(before.filter((one) => !after.has(one))).toEqual([]);
  },
);
