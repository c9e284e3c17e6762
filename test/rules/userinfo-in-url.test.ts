import { expect, it } from 'vitest';
import { userinfoInUrl } from '../../shared/diagnostics/rules/userinfo-in-url.ts';
import { completed, describeRule, findingsIn, fixed, marked } from './ruleHarness.ts';

describeRule(userinfoInUrl);

const call = (endpoint: string) => `- a:\n    call: http\n    with: { method: get, endpoint: "${endpoint}" }\n`;

it('marks the user information with its at sign', () => {
  expect(marked(userinfoInUrl, call('https://me:secret@x.example.com/a'))).toEqual(['me:secret@']);
  expect(marked(userinfoInUrl, call('https://bank.example@evil.example/'))).toEqual(['bank.example@']);
});

it('is not led astray by an at sign in path, query or fragment', () => {
  for (const url of ['https://x.example.com/@me', 'https://x.example.com?a=@b', 'https://x.example.com#@']) {
    expect(marked(userinfoInUrl, call(url))).toEqual([]);
  }
});

it('never repeats the credentials', () => {
  const [finding] = findingsIn(completed(call('https://me:hunter2@x.example.com/'))).filter(
    ({ rule }) => rule === userinfoInUrl.id,
  );
  expect(JSON.stringify([finding?.message, finding?.help, finding?.fixes])).not.toContain('hunter2');
});

it('takes it out', () => {
  expect(fixed(userinfoInUrl, call('https://me:secret@x.example.com/a'))).toContain('"https://x.example.com/a"');
});
