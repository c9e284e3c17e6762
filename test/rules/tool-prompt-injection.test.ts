import { expect, it } from 'vitest';
import { ruleDocument } from '../../shared/diagnostics/ruleDocument.ts';
import { toolPromptInjection } from '../../shared/diagnostics/rules/tool-prompt-injection.ts';
import { completed, describeRule, findingsIn, marked } from './ruleHarness.ts';

describeRule(toolPromptInjection);

const rule = toolPromptInjection;
const ask = (text: string) =>
  `- ask:\n    call: mcp\n    with: { method: tools/call, parameters: { name: t, arguments: { q: ${text} } }, transport: { http: { endpoint: "https://example.com/" } } }\n`;

it('grades what the caller writes lower than what others do', () => {
  const severities = (text: string) =>
    findingsIn(completed(text))
      .filter(({ rule: id }) => id === rule.id)
      .map(({ severity }) => severity);
  expect(severities(ask(`"\${ .question }"`))).toEqual(['note']);
  expect(ruleDocument(rule)).toContain('What the caller of the workflow writes is a note of low confidence');
  const events = '- wait: { listen: { to: { one: { with: { type: t } } } } }\n';
  expect(severities(`${events}${ask(`"\${ .[0].data }"`)}`)).toEqual(['warning']);
  expect(severities(`- s: { set: { q: fixed } }\n${ask(`"\${ .q }"`)}`)).toEqual([]);
});

it('shows the way from who wrote it', () => {
  const text = completed(
    `- read: { call: http, with: { method: get, endpoint: "https://example.com/" } }\n- keep: { set: { note: "\${ .text }" } }\n${ask(`"\${ .note }"`)}`,
  );
  const [found] = findingsIn(text).filter(({ rule: id }) => id === rule.id);
  expect(found?.related.map(({ range }) => text.slice(range.start, range.end))).toEqual(['.text', '.note']);
});

it('knows language models by their hosts', () => {
  const ask = (address: string) =>
    `- read: { call: http, with: { method: get, endpoint: https://tickets.example.com/next } }
- ask: { call: http, with: { method: post, endpoint: '${address}', body: { messages: [ { role: user, content: '\${ "Sum up: " + .text }' } ] } } }
`;
  for (const host of [
    'api.openai.com',
    'api.anthropic.com',
    'house.openai.azure.com',
    'bedrock-runtime.eu-west-1.amazonaws.com',
  ]) {
    expect(marked(toolPromptInjection, ask(`https://${host}/v1/messages`))).toEqual(['.text']);
  }
  expect(marked(toolPromptInjection, ask('https://api.openai.com.example.com/'))).toEqual([]);
});
