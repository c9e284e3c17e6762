import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../../shared/policy/defaultPolicy.ts';
import { defaultLimits } from '../../../../shared/simulation/limits.ts';
import { rehearseTexts } from '../../../../shared/simulation/rehearseTexts.ts';
import { textTrace } from '../../../../shared/simulation/textTrace.ts';

const definition = `document: { dsl: '1.0.3', namespace: test, name: leaky, version: '1.0.0' }
do:
  - tell: { call: email:1.0.0@default, with: { to: help@example.com, subject: x, body: '{{ssn}}' } }
`;

function rehearsed(leaks: unknown, isWatched = true) {
  const result = rehearseTexts(
    {
      definition,
      scenario: JSON.stringify({ input: { ssn: '078-05-1120' }, expect: { leaks } }),
      ...(isWatched && { sensitive: defaultPolicy.sensitive }),
    },
    {
      limits: defaultLimits,
      onRecord: () => undefined,
      runScript: () => ({ kind: 'threw', message: 'no sandbox in this test', stdout: '', stderr: '' }),
    },
  );
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const broken = (leaks: unknown, isWatched = true) =>
  (rehearsed(leaks, isWatched).expectations ?? []).filter(({ passed }) => !passed).map(({ message }) => message);

describe('leaks that a scenario expects', () => {
  it('fails where there should be none', () => {
    expect(broken('none')).toEqual(['it leaks ssn from /ssn (plain) by /do/0/tell at /request/body']);
  });

  it.each([
    [[{ class: 'ssn' }]],
    [[{ class: 'ssn', from: '/ssn', task: 'tell', where: '/request/body', form: 'plain' }]],
    [[{ task: '/do/0/tell' }]],
  ])('takes those that are listed: %j', (leaks) => {
    expect(broken(leaks)).toEqual([]);
  });

  it('misses what is listed and not there, and minds what is there and not listed', () => {
    expect(broken([{ class: 'card' }])).toEqual(['there is no such leak', expect.stringContaining('ssn from /ssn')]);
  });

  it('does not pass where leaks were not looked for', () => {
    expect(broken('none', false)).toEqual([expect.stringContaining('not looked for')]);
    expect(rehearsed('none', false).trace).not.toHaveProperty('leaks');
  });

  it('shows leaks in the text', () => {
    expect(textTrace(rehearsed('none'))).toContain('leak      ssn from /ssn (plain) by /do/0/tell at /request/body\n');
  });
});
