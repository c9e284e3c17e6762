import { expect, it } from 'vitest';
import { unpinnedRemoteDocument } from '../../shared/diagnostics/rules/unpinned-remote-document.ts';
import { describeRule, marked } from './ruleHarness.ts';

describeRule(unpinnedRemoteDocument);

const rule = unpinnedRemoteDocument;
const branch = 'https://raw.githubusercontent.com/example/pets/main/a.json';
const script = (endpoint: string) =>
  `- a:\n    run: { script: { language: js, source: { endpoint: "${endpoint}" } } }\n`;

it('looks at documents, schemas, protocols and cards', () => {
  const text = `- a:
    call: openapi
    with: { operationId: x, document: { endpoint: ${branch} } }
- b:
    call: grpc
    with: { proto: { endpoint: { uri: "${branch}" } }, service: { name: G, host: example.com }, method: x }
- c:
    input: { schema: { format: json, resource: { endpoint: ${branch} } } }
    set: { x: 1 }
`;
  expect(marked(rule, text)).toEqual(['main', 'main', 'main']);
});

it('marks the text of an expression', () => {
  const text = `- a:\n    call: openapi\n    with: { operationId: x, document: { endpoint: '\${ "${branch}" }' } }\n`;
  expect(marked(rule, text)).toHaveLength(1);
});

it('accepts requests, and documents of services', () => {
  const text = `- a:\n    call: http\n    with: { method: get, endpoint: ${branch} }\n- b:\n    call: openapi\n    with: { operationId: x, document: { endpoint: "https://pets.example.com/openapi.json" } }\n`;
  expect(marked(rule, text)).toEqual([]);
});

it('wants a version of a script', () => {
  expect(marked(rule, script('https://scripts.example.com/1.2.0/a.js'))).toEqual([]);
  expect(marked(rule, script(`https://scripts.example.com/a.js?sha=${'0a'.repeat(20)}`))).toEqual([]);
  expect(marked(rule, script('https://scripts-1.2.example.com/a.js'))).toHaveLength(1);
  expect(marked(rule, script('scripts/a.js'))).toEqual([]);
});
