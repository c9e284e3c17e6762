import { expect, it } from 'vitest';
import { reviewIntegrity } from '../../shared/diagnostics/rules/review-integrity.ts';
import { completed, describeRule, findingsIn, fixed, marked } from './ruleHarness.ts';

describeRule(reviewIntegrity);

const rule = reviewIntegrity;
const note = (text: string) => `- a:\n    set: { note: "${text}" }\n`;
const count = (text: string) => findingsIn(completed(text)).filter(({ rule: id }) => id === rule.id).length;

it.each(['\u{202e}', '\u{2066}', '\u{200b}', '\u{00ad}', '\u{e0041}', '\u{3164}'])(
  'sees the character %j, and takes it out',
  (character) => {
    expect(count(note(`a${character}b`))).toBe(1);
    expect(fixed(rule, note(`a${character}b`))).toContain('"ab"');
  },
);

it('sees it in comments, keys and between the lines of scripts as well', () => {
  expect(count(`# \u{202e}\n${note('x')}`)).toBe(1);
  expect(count(`- a:\n    set: { "k\u{200b}": 1 }\n`)).toBe(1);
});

it.each(['👩\u{200d}👩\u{200d}👧', 'नमस्\u{200d}ते', 'שלום', 'Ω and α', '日本語', 'naïve'])('leaves %s alone', (text) => {
  expect(count(note(text))).toBe(0);
});

it('tells names of two alphabets from names of one', () => {
  expect(marked(rule, '- p\u{0430}y: { set: { x: 1 } }\n')).toEqual(['p\u{0430}y']);
  expect(marked(rule, '- \u{0437}\u{0430}\u{043a}\u{0430}\u{0437}: { set: { x: 1 } }\n')).toEqual([]);
  expect(marked(rule, '- pay-\u{03a9}: { set: { x: 1 } }\n')).toEqual(['pay-\u{03a9}']);
  const call = (host: string) => `- a: { call: http, with: { method: get, endpoint: "https://${host}/" } }\n`;
  expect(marked(rule, call('p\u{0430}y.example.com'))).toEqual(['p\u{0430}y.example.com']);
});

it.each(['approvedBy: "Ann"', 'reviewed: true', 'security-review: done', 'x-approved: true'])(
  'sees the claim %s',
  (claim) => {
    const text = `document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0', metadata: { owner: Ann, ${claim} } }\ndo:\n- a: { set: { approved: true } }\n`;
    expect(count(text)).toBe(1);
  },
);

it('finds claims at any depth, also of tasks', () => {
  const text = `document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0', metadata: { security: { reviewed: true, level: 2 } } }
do:
- a: { metadata: { approvedBy: alice, team: b }, set: { approved: true } }
`;
  expect(marked(reviewIntegrity, text).toSorted()).toEqual(['approvedBy', 'reviewed']);
});
