import { describe, expect, it } from 'vitest';
import { mayBeDefinition, namesDefinition } from '../../../shared/workflow/mayBeDefinition.ts';

const header = "document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }\n";

describe('mayBeDefinition', () => {
  it.each([
    ['a whole one', `${header}do:\n  - a: { set: { x: 1 } }\n`],
    ['one in JSON', '{"document":{},"do":[]}'],
    ['one without tasks yet', header],
    ['one without a header yet', 'do:\n  - a: { set: { x: 1 } }\n'],
    ['one that breaks off', 'do: ['],
    ['one that breaks off before its tasks', 'use: {\n'],
    ['one that breaks off at once', '{'],
    ['one with the marks of a merge', `<<<<<<< HEAD\n${header}=======\n${header}>>>>>>> other\ndo: []\n`],
    ['one behind a tab', `\t${header}do: []\n`],
    ['one that is nested too deeply', `${header}do: ${'['.repeat(10_000)}`],
    ['JSON that is nested too deeply', `{"document":{},"do":${'['.repeat(10_000)}`],
    ['two in one text', `${header}do: []\n---\n${header}do: []\n`],
  ])('takes %s', (_, text) => expect(mayBeDefinition(text)).toBe(true));

  it.each([
    ['nothing', ''],
    ['a comment', '# later\n'],
    ['a value', 'just text'],
    ['rows', '[{"document":{"dsl":"1"},"do":[]}]'],
    ['broken rows', '[{"document":'],
    ['a deep list', '['.repeat(10_000)],
    ['a sample with a document', '{"document":{"id":1},"customer":{}}'],
    ['OpenAPI', 'openapi: 3.1.0\ninfo: { title: t }\npaths: { /a: { get: { document: 1, do: 2 } } }\n'],
    ['OpenAPI with a mistake', 'openapi: 3.1.0\ninfo: {\n'],
    ['JSON Schema', '{"$schema":"https://json-schema.org/draft/2020-12/schema","properties":{"do":{},"document":{}}}'],
    ['several Kubernetes objects', 'apiVersion: v1\nkind: Secret\nmetadata: {}\n---\napiVersion: v1\nkind: Pod\n'],
    ['the template of a chart', '{{- if .x }}\napiVersion: v1\n{{- end }}\n'],
    ['data with a mistake', 'customer: Ada\nnote: a: b\n'],
    ['broken JSON of something else', '{"name":"x",'],
  ])('leaves out %s', (_, text) => expect(mayBeDefinition(text)).toBe(false));
});

describe('namesDefinition', () => {
  it('tells by the beginning of a text', () => {
    expect(namesDefinition(`# a note\n${header}use:`)).toBe(true);
    expect(namesDefinition('{\n  "document": {')).toBe(true);
    expect(namesDefinition('paths:\n  a:\n    do: 1\n')).toBe(false);
    expect(namesDefinition('[\n  {"document": 1}')).toBe(false);
  });
});
