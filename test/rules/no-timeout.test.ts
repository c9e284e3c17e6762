import { expect, it } from 'vitest';
import { noTimeout } from '../../shared/diagnostics/rules/no-timeout.ts';
import { completed, describeRule, findingsIn, fixed, marked } from './ruleHarness.ts';

describeRule(noTimeout);

const call = '    call: http\n    with: { method: get, endpoint: "https://example.com" }\n';

it('marks the name of the task', () => {
  expect(marked(noTimeout, `- getOrder:\n${call}`)).toEqual(['getOrder']);
});

it('counts limits of the workflow, of tasks around and of the webhook itself', () => {
  const whole = completed(`- a:\n${call}`).replace('do:', 'timeout: { after: { hours: 1 } }\ndo:');
  expect(marked(noTimeout, whole)).toEqual([]);
  const nested = `- a:\n    timeout: { after: PT1M }\n    fork:\n      branches:\n        - b:\n            call: http\n            with: { method: get, endpoint: "https://example.com" }\n`;
  expect(marked(noTimeout, nested)).toEqual([]);
  const hook = '- a:\n    call: webhook:1.0.0@default\n    with: { url: "https://example.com", timeout: PT5S }\n';
  expect(marked(noTimeout, hook)).toEqual([]);
  const tool =
    '- a:\n    call: mcp\n    with: { method: tools/list, timeout: PT5S, transport: { http: { endpoint: "https://example.com" } } }\n';
  expect(marked(noTimeout, tool)).toEqual([]);
  expect(marked(noTimeout, hook.replace(', timeout: PT5S', ''))).toEqual(['a']);
});

it.each([
  ['workflow: { namespace: n, name: pay, version: 1.0.0 }', 'the workflow `pay`'],
  ['script: { language: js, code: return 1 }', 'its script'],
  ['shell: { command: ls }', 'a process'],
])('says what is waited for by running %s', (run, what) => {
  const [found] = findingsIn(completed(`- a: { run: { ${run} } }\n`)).filter(({ rule }) => rule === noTimeout.id);
  expect(found?.message).toBe(`\`a\` waits for ${what} without a limit.`);
});

it('leaves tasks alone that wait for nobody', () => {
  const text = `- a:\n    set: { x: 1 }\n- b:\n    wait: { days: 1 }\n- c:\n    call: email:1.0.0@default\n    with: { to: a@example.com, subject: s, body: b }\n- d:\n    run: { await: false, shell: { command: ls } }\n`;
  expect(marked(noTimeout, text)).toEqual([]);
});

it('adds a limit in the notation that is there', () => {
  expect(fixed(noTimeout, `- a:\n${call}`)).toContain('    timeout: { after: { seconds: 30 } }\n    with: {');
  expect(fixed(noTimeout, '- a: { call: http, with: { method: get, endpoint: "https://example.com" } }\n')).toContain(
    '- a: { call: http, timeout: { after: { seconds: 30 } }, with: {',
  );
  const json = `{"document":{"dsl":"1.0.3","namespace":"n","name":"a","version":"0.1.0"},
"do":[{"a":{"call":"http","with":{"method":"get","endpoint":"https://example.com"}}}]}`;
  const after = fixed(noTimeout, json);
  expect(after).toContain('"timeout": {"after":{"seconds":30}}, "with"');
  expect(findingsIn(after).filter(({ rule }) => rule === noTimeout.id || rule === 'syntax')).toEqual([]);
});

it('reads a function where it is called', () => {
  const text = (call: string) => `document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }
use: { functions: { ask: { call: http, with: { method: get, endpoint: https://example.com } } } }
do:
- a: { ${call}call: ask }
`;
  expect(marked(noTimeout, text(''))).toEqual(['a']);
  expect(marked(noTimeout, text('timeout: { after: PT3S }, '))).toEqual([]);
});
