import { describe, expect, it } from 'vitest';
import { groupFindings } from '../../../shared/diagnostics/meaning/groupFindings.ts';
import { reviewDefinition } from '../../../shared/diagnostics/meaning/review.ts';
import { defaultPolicy } from '../../../shared/policy/defaultPolicy.ts';
import { mergePolicy } from '../../../shared/policy/mergePolicy.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';
import { DefinitionSource } from '../../soak/definitionSource.ts';

const header = "document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }\n";
const call = (name: string, endpoint: string, body = '{ id: "${ .id }" }') =>
  `- ${name}:\n    call: http\n    with: { method: post, endpoint: "${endpoint}", body: ${body} }\n    timeout: { after: PT5S }\n`;
const mail = (name: string) =>
  `- ${name}:\n    call: email:1.0.0@default\n    with: { to: a@example.com, subject: s, body: "{{ssn}}" }\n    output: { as: $input }\n`;
const before = `do:\n${call('order', 'https://shop.example.com/orders')}`;

function review(older: string, newer: string, policy = defaultPolicy) {
  const [one, other] = [older, newer].map((text) => parseDocument(`${header}${text}`));
  if (one?.ok !== true || other?.ok !== true) throw new Error('both texts can be read');
  return reviewDefinition(one.value, other.value, { policy, today: '2026-11-22' });
}

describe('a review', () => {
  it('tells an unchanged text, another layout and another meaning apart', () => {
    expect(review(before, before)).toMatchObject({ isSameText: true, isSameMeaning: true, changes: [] });
    expect(review(before, `# looked at\n${before}`)).toMatchObject({
      isSameText: false,
      isSameMeaning: true,
      changes: [],
    });
    expect(review(before, before.replace('shop', 'other'))).toMatchObject({ isSameMeaning: false });
  });

  it('says nothing of the meaning of a text that cannot be read whole', () => {
    expect(review(before, `${before}- : [\n`)).toMatchObject({ isSameMeaning: false, changes: null });
  });

  it('has the place of each change in both texts', () => {
    const after = before.replace('shop.example.com', 'other.example.org');
    const [came, gone] = review(before, after).changes ?? [];
    expect(`${header}${after}`.slice(came?.range?.start, came?.range?.end)).toBe('endpoint');
    expect(came?.beforeRange).toBeNull();
    expect(`${header}${before}`.slice(gone?.beforeRange?.start, gone?.beforeRange?.end)).toBe('endpoint');
  });

  it('marks what is new, what is gone, and what was waived since', () => {
    const insecure = before.replace('https', 'http');
    const leaking = before + mail('tell');
    expect(review(before, insecure).findings.filter(({ standing }) => standing === 'new')).toMatchObject([
      { finding: { rule: 'insecure-scheme' }, task: { name: 'order' }, way: null },
    ]);
    expect(review(insecure, before).gone.map(({ rule }) => rule)).toEqual(['insecure-scheme']);
    const found = review(before, leaking).findings.filter(({ way }) => way !== null);
    expect(found.map(({ way }) => way)).toContainEqual({ source: 'ssn', sink: 'body of tell' });
    const waived = insecure.replace(
      '    with:',
      '    # drydock-ignore insecure-scheme until 2027-01-31: a lab\n    with:',
    );
    const later = review(insecure, waived);
    expect(later.findings.filter(({ standing }) => standing === 'waived').map(({ finding }) => finding.rule)).toEqual([
      'insecure-scheme',
    ]);
  });

  it('lists every waiver with its origin, and says which ended, which are new and which do nothing', () => {
    const insecure = before.replace('https', 'http');
    const comment = (until: string) =>
      `    # drydock-ignore insecure-scheme until ${until}: the lab has none\n    with:`;
    const older = insecure.replace('    with:', comment('2026-01-31'));
    const newer = insecure.replace('    with:', comment('2027-01-31'));
    const policy = mergePolicy(defaultPolicy, {
      policy: 1,
      waivers: [{ rule: 'redos', reason: 'agreed', until: '2027-01-01', fingerprint: null }],
    });
    expect(review(older, older, policy).waivers).toMatchObject([
      { origin: 'comment', isExpired: true, isNew: false, covers: 0 },
      { origin: 'policy', rule: 'redos', range: null, isExpired: false, isNew: false, covers: 0 },
    ]);
    const [first] = review(older, newer, policy).waivers;
    expect(first).toMatchObject({ isExpired: false, isNew: true, covers: 1 });
    expect(`${header}${newer}`.slice(first?.range?.start)).toMatch(/^# drydock-ignore/);
  });
});

it('comes to an end with every sort of definition, and passes over no change', () => {
  const source = new DefinitionSource(5);
  const wrong: string[] = [];
  for (let index = 0; index < 60; index += 1) {
    const text = source.at(index);
    const words = [...text.matchAll(/[A-Za-z0-9]{2,}/g)];
    const place = words[(index * 7919) % Math.max(1, words.length)]?.index ?? 0;
    const [one, other] = [text, `${text.slice(0, place)}q${text.slice(place)}`].map((each) => parseDocument(each));
    if (one?.ok !== true || other?.ok !== true) continue;
    const { changes, isSameMeaning } = reviewDefinition(one.value, other.value, {
      policy: defaultPolicy,
      today: '2026-11-22',
    });
    if (changes === null) continue;
    if (changes.length === 0 && !isSameMeaning) wrong.push(`${index}: nothing said`);
    for (const { range, beforeRange, sentence } of changes) {
      if (range === null && beforeRange === null) wrong.push(`${index}: nowhere: ${sentence}`);
      if (/\p{Cc}/u.test(sentence)) wrong.push(`${index}: steers a terminal: ${sentence}`);
    }
  }
  expect(wrong).toEqual([]);
});

describe('findings of a review', () => {
  const older = `do:\n${mail('first')}`;
  const { findings } = review(older, `${older}${mail('second')}${call('post', 'http://shop.example.com/')}`);

  it('are grouped by rule, with what is new first', () => {
    const groups = groupFindings(findings, 'rule');
    const leaks = groups.find(({ id }) => id === 'unmasked-sensitive-field');
    expect(leaks?.findings.map(({ standing, task }) => [standing, task?.name])).toEqual([
      ['new', 'second'],
      ['kept', 'first'],
    ]);
    const firstKept = groups.findIndex((group) => group.findings.every(({ standing }) => standing === 'kept'));
    expect(
      groups.slice(firstKept < 0 ? groups.length : firstKept).flatMap((group) => group.findings),
    ).not.toContainEqual(expect.objectContaining({ standing: 'new' }));
  });

  it('have those without a flow behind those with one', () => {
    const fresh = review(before, `${before}${mail('tell')}${call('post', 'http://shop.example.com/')}`).findings;
    const groups = groupFindings(fresh, 'flow').map(({ label }) => label);
    expect(groups).toEqual(['ssn → body of tell', 'No data flow']);
  });

  it('are grouped by flow and by task', () => {
    expect(groupFindings(findings, 'flow').map(({ label }) => label)).toEqual(
      expect.arrayContaining(['ssn → body of first', 'ssn → body of second', 'No data flow']),
    );
    expect(groupFindings(findings, 'task').map(({ label }) => label)).toEqual(
      expect.arrayContaining(['first', 'second', 'post']),
    );
    for (const by of ['rule', 'flow', 'task'] as const) {
      expect(groupFindings(findings, by).flatMap((group) => group.findings)).toHaveLength(findings.length);
    }
  });
});
