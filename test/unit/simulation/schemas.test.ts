import { describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/base/json.ts';
import { rehearseYaml } from './rehearseYaml.ts';

const checked = (schema: string) => `input: { schema: ${schema} }\ndo: [ { a: { set: { a: 1 } } } ]`;
const inline = (document: Json) => checked(`{ document: ${JSON.stringify(document)} }`);

describe('a schema that is kept elsewhere', () => {
  const definition = checked('{ resource: { endpoint: https://schemas.example.com/order.yaml } }');
  const stubs = [
    {
      name: 'schema',
      request: { url: '/order.yaml' },
      response: { body: 'required: [id]\nproperties: { id: { type: integer } }' },
    },
  ];

  it('is read through an effect, once, and applied', () => {
    const { trace, effects } = rehearseYaml(definition, { stubs, input: { id: 'x' } });
    expect(trace.error).toMatchObject({ status: 400, instance: '/input' });
    expect(trace.error?.detail).toMatch(/^#\/id: Instance type "string" is invalid/);
    expect(effects('http').map(({ request, stub }) => [request, stub])).toEqual([
      [{ method: 'GET', uri: 'https://schemas.example.com/order.yaml', headers: {}, body: null }, 'schema'],
    ]);
    expect(rehearseYaml(definition, { stubs, input: { id: 1 } }).trace.status).toBe('completed');
  });

  it('is a communication error where nothing answers', () => {
    expect(rehearseYaml(definition).trace.error).toMatchObject({ status: 500, instance: '/input' });
  });

  it('is read from a file of the workspace, at each place where one may stand', () => {
    const schema = '{ resource: { endpoint: schemas/id.json } }';
    const files = { 'schemas/id.json': '{ "required": ["id"] }' };
    const run = (task: string) => rehearseYaml(`do: [ { a: ${task} } ]`, { files, input: { id: 1 } }).trace;
    expect(run(`{ input: { schema: ${schema} }, set: { a: 1 } }`).status).toBe('completed');
    expect(run(`{ set: { a: 1 }, output: { schema: ${schema} } }`).error?.instance).toBe('/do/0/a');
    expect(run(`{ set: { id: 1 }, export: { schema: ${schema}, as: '{}' } }`).error?.instance).toBe('/do/0/a');
    expect(run(`{ set: { id: 1 }, export: { schema: ${schema}, as: . } }`).context).toEqual({ id: 1 });
  });

  it('is a configuration error where it is no schema', () => {
    const trace = (text: string) =>
      rehearseYaml(checked('{ resource: { endpoint: s.json } }'), { files: { 's.json': text } }).trace;
    expect(trace('{').error?.detail).toBe('The schema s.json cannot be read.');
    expect(trace('{"$ref": "#/$defs/none"}').error).toMatchObject({
      type: 'https://serverlessworkflow.io/spec/1.0.0/errors/configuration',
    });
  });
});

describe('the work of a schema', () => {
  it('is bounded where references make it exponential', () => {
    const $defs = Object.fromEntries(
      Array.from({ length: 40 }, (_, level) => {
        const next = { $ref: `#/$defs/l${level + 1}` };
        return [`l${level}`, { anyOf: [next, next] }];
      }),
    );
    const { trace, limit } = rehearseYaml(inline({ $defs: { ...$defs, l40: false }, $ref: '#/$defs/l0' }));
    expect(trace.status).toBe('limit');
    expect(limit).toMatch(/schema takes too many steps/);
  });

  it('is bounded where each item of a long list is compared with each other', () => {
    const many = Array.from({ length: 10_001 }, (_, index) => index);
    const { trace } = rehearseYaml(inline({ properties: { a: { uniqueItems: true } } }), { input: { a: many } });
    expect(trace.status).toBe('limit');
  });

  it('is bounded where a schema refers to itself without end', () => {
    expect(rehearseYaml(inline({ allOf: [{ $ref: '#' }] })).trace.status).toBe('limit');
  });

  it('leaves a property that is named like a keyword a property', () => {
    const slow = `${'a'.repeat(40)}!`;
    const { trace } = rehearseYaml(inline({ properties: { default: { pattern: '^(a+)+$' } } }), {
      input: { default: slow },
    });
    expect(trace.error?.detail).toBe('#/default: String does not match pattern "^(a+)+$".');
  });
});
