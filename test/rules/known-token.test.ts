import { expect, it } from 'vitest';
import { knownToken } from '../../shared/diagnostics/rules/known-token.ts';
import { completed, describeRule, findingsIn, marked } from './ruleHarness.ts';

describeRule(knownToken);

const letters = 'abcdefghijABCDEFGHIJ0123456789abcdefghij';
// Put together here, so that nobody's scanner takes this file for a leak.
const tokens = [
  `gh${'p_'}${letters.slice(0, 36)}`,
  `github_${'pat_'}${letters}`,
  `gl${'pat-'}${letters.slice(0, 20)}`,
  `xo${'xb-'}123456789012-${letters.slice(0, 24)}`,
  `sk_${'live_'}${letters.slice(0, 24)}`,
  `AI${'za'}${letters.slice(0, 35)}`,
  `np${'m_'}${letters.slice(0, 36)}`,
  `S${'G.'}${letters.slice(0, 22)}.${letters}`,
  `ey${'J'}${letters}.ey${'J'}${letters}.${letters}`,
  `-----BEGIN RSA ${'PRIVATE'} KEY-----`,
];

it.each(tokens)('knows token %#', (token) => {
  expect(marked(knownToken, `- a:\n    set: { note: "see ${token}" }\n`)).toEqual([token]);
});

it.each([
  'AKIA',
  'AKIAIOSFODNN7',
  'XAKIAIOSFODNN7EXAMPLE',
  'ghp_short',
  'eyJhbGciOi',
  'task_live_abcdefghijklmnopqrstuv',
])('takes %s for no token', (text) => {
  expect(marked(knownToken, `- a:\n    set: { note: "${text}" }\n`)).toEqual([]);
});

it('never repeats the token, and says where it is', () => {
  const [token = ''] = tokens;
  const [finding] = findingsIn(completed(`- a:\n    set: { note: ${token} }\n`)).filter(
    ({ rule }) => rule === knownToken.id,
  );
  expect(JSON.stringify(finding)).not.toContain(token.slice(4));
  expect(finding?.location.pointer).toBe('/do/0/a/set/note');
});

it.each([
  ['"\\x41KIAIOSFODNN7EXAMPLE"', '\\x41KIAIOSFODNN7EXAMPLE'],
  ['"AKIAIOSF\\\n        ODNN7EXAMPLE"', 'AKIAIOSF\\\n        ODNN7EXAMPLE'],
  ['\'${ ["AKIA", "IOSFODNN7EXAMPLE"] | join("") }\'', '["AKIA", "IOSFODNN7EXAMPLE"]'],
])('knows one that is written as %s', (written, expected) => {
  expect(marked(knownToken, `- a:\n    set:\n      note: ${written}\n`)).toEqual([expected]);
});
