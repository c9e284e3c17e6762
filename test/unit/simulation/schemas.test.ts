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
    const many = Array.from({ length: 20_000 }, (_, index) => index);
    const { trace } = rehearseYaml(inline({ properties: { a: { uniqueItems: true } } }), { input: { a: many } });
    expect(trace.status).toBe('limit');
  });

  it('compares the items of lists that people have', () => {
    const many = Array.from({ length: 2_000 }, (_, index) => ({ id: index, name: `n${index}`, price: 1 }));
    const unique = inline({ properties: { a: { uniqueItems: true } } });
    expect(rehearseYaml(unique, { input: { a: many } }).trace.status).toBe('completed');
    expect(rehearseYaml(unique, { input: { a: [...many, many[7] ?? null] } }).trace.status).toBe('faulted');
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

describe('patterns of names', () => {
  const outcome = (schema: Json, input: Json): string => {
    const { error, status } = rehearseYaml(inline(schema), { input }).trace;
    return error === null ? status : error.title;
  };
  const refused = 'Validation Error';

  it.each<[schema: Json, fits: Json, fitsNot: Json]>([
    [{ patternProperties: { '^n': { type: 'number' } } }, { n1: 1, s: 'x' }, { n1: 'x' }],
    [{ patternProperties: { a: { minimum: 2 }, b: { maximum: 4 } } }, { ab: 3, a: 9, b: 0 }, { ab: 5 }],
    [{ properties: { ab: { minimum: 2 } }, patternProperties: { b: { maximum: 4 } } }, { ab: 3 }, { ab: 1 }],
    [{ patternProperties: { '^x-': {} }, additionalProperties: false }, { 'x-a': 1 }, { 'x-a': 1, y: 1 }],
    [{ allOf: [{ patternProperties: { '^x': {} } }], unevaluatedProperties: false }, { x: 1 }, { x: 1, y: 1 }],
    [
      { patternProperties: { '^p': { patternProperties: { '^q': { type: 'null' } } } } },
      { p: { q: null, p: 1 }, q: 1 },
      { p: { q: 1 } },
    ],
    [{ patternProperties: { '^_': { type: 'null' } } }, { a: 1 }, JSON.parse('{ "__proto__": 1 }')],
    [
      { patternProperties: { a: { const: 1 } }, properties: { z: { $ref: '#/patternProperties/a' } } },
      { z: 1 },
      { z: 2 },
    ],
  ])('%j', (schema, fits, fitsNot) => {
    expect(outcome(schema, fits)).toBe('completed');
    expect(outcome(schema, fitsNot)).toBe(refused);
  });

  it('judge each value by its own names', () => {
    const schema = { patternProperties: { '^n': { type: 'number' } } };
    const loop = `for: { in: '[{ n: 1 }, { m: "x" }, { n: "x" }]', each: row }`;
    const task = `{ a: { set: '\${ $row }', output: { schema: { document: ${JSON.stringify(schema)} } } } }`;
    const { trace } = rehearseYaml(`do: [ { l: { ${loop}, do: [ ${task} ] } } ]`);
    expect(trace.tasks.filter(({ name }) => name === 'a').map(({ status }) => status)).toEqual([
      'completed',
      'completed',
      'faulted',
    ]);
  });

  it('cost no more than other names do', () => {
    const backtracking = ['^(a+)+$', `^${'(a|aa)'.repeat(40)}$`, `^${'a*'.repeat(30)}$`];
    const name = `${'a'.repeat(5_000)}b`;
    for (const pattern of backtracking) {
      expect(outcome({ patternProperties: { [pattern]: false } }, { [name]: 1 })).toBe('completed');
      const hidden: Json[] = [
        { dependencies: { const: { patternProperties: { [pattern]: false } } } },
        { $ref: '#/examples', examples: { patternProperties: { [pattern]: false } } },
      ];
      for (const schema of hidden) expect(outcome(schema, { const: 1, [name]: 1 })).toBe('completed');
    }
  });

  it('are bounded in their number', () => {
    const many = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`n${index}`, {}]));
    const schema = { patternProperties: { n: { patternProperties: many } } };
    expect(rehearseYaml(inline(schema), { input: many }).limit).toContain('a schema takes too many steps');
  });
});
