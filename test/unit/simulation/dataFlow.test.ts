import { describe, expect, it } from 'vitest';
import { rehearseYaml } from './rehearseYaml.ts';

const type = (name: string) => `https://serverlessworkflow.io/spec/1.0.0/errors/${name}`;

describe('the data flow', () => {
  it('transforms input, output and context of workflow and tasks in order', () => {
    const { trace } = rehearseYaml(
      `
input: { from: .wrapped }
do:
  - step:
      input: { from: '{ n: .n }' }
      set: { double: '\${ .n * 2 }' }
      output: { as: '{ double, was: $input.n, raw: $task.input.n }' }
      export: { as: '{ output: $output.double }' }
output: { as: '. + { context: $context }' }
`,
      { input: { wrapped: { n: 4, other: true } } },
    );
    expect(trace.output).toEqual({ double: 8, was: 4, raw: 4, context: { output: 8 } });
    expect(trace.context).toEqual({ output: 8 });
    expect(trace.tasks[0]).toMatchObject({ input: { n: 4 }, output: { double: 8, was: 4, raw: 4 } });
  });

  it('replaces the context with each export', () => {
    const { trace } = rehearseYaml(`
do:
  - a: { set: { n: 1 }, export: { as: '{ a: 1 }' } }
  - b: { set: { n: 2 }, export: { as: '$context + { b: 2 }' } }
  - c: { set: { n: 3 }, export: { as: { only: '\${ .n }' } } }
`);
    expect(trace.context).toEqual({ only: 3 });
  });

  it('knows the descriptors of workflow, task and runtime', () => {
    const { trace } = rehearseYaml(
      `
do:
  - here:
      set:
        workflow: '\${ [$workflow.definition.document.name, $workflow.input, $workflow.startedAt.iso8601, ($workflow.id | length)] }'
        task: '\${ [$task.name, $task.reference, $task.startedAt.epoch.seconds, ($task.definition | has("set"))] }'
        runtime: '\${ $runtime.name }'
        now: '\${ now }'
`,
      { input: [1] },
    );
    expect(trace.output).toEqual({
      workflow: ['test', [1], '2000-01-01T00:00:00.000Z', 36],
      task: ['here', '/do/0/here', 946684800, true],
      runtime: 'Drydock',
      now: 946684800,
    });
  });

  it('leaves texts without ${} as they are, but for conditions and transformations', () => {
    const { trace } = rehearseYaml("do: [ { a: { if: 'true', set: { text: .a }, output: { as: .text } } } ]");
    expect(trace.output).toBe('.a');
  });

  it.each([
    ['input', 'input: { schema: { document: { type: object, required: [a] } } }', '/input'],
    ['output', 'output: { schema: { document: { type: string } } }', '/output'],
  ])('faults where the %s of the workflow does not fit its schema', (_what, part, instance) => {
    const { trace } = rehearseYaml(`${part}\ndo: [ { s: { set: { b: 1 } } } ]`);
    expect(trace.error).toMatchObject({ type: type('validation'), status: 400, instance });
  });

  it('checks a task before and after its transformations', () => {
    const checked = (part: string) =>
      rehearseYaml(`do: [ { s: { ${part}, set: { b: 1 } } } ]`, { input: { a: 1 } }).trace;
    expect(checked('input: { schema: { document: { required: [a] } }, from: .a }').status).toBe('completed');
    expect(checked('output: { schema: { document: { type: number } }, as: .b }').status).toBe('completed');
    expect(checked('export: { schema: { document: { required: [c] } }, as: . }').error).toMatchObject({
      type: type('validation'),
      instance: '/do/0/s',
    });
  });

  it('checks patterns of schemas in linear time, and refuses those that it cannot', () => {
    const checked = (schema: string, input: string) =>
      rehearseYaml(`input: { schema: { document: ${schema} } }\ndo: [ { s: { set: { b: 1 } } } ]`, { input }).trace;
    const hostile = `${'a'.repeat(5000)}b`;
    expect(checked("{ pattern: '^(a+)+$' }", hostile).error).toMatchObject({ type: type('validation') });
    expect(checked("{ allOf: [ { pattern: '^(a+)+b$' } ], pattern: b }", hostile).status).toBe('completed');
    expect(checked("{ enum: [ x ], const: { pattern: '(' } }", 'x').error).toMatchObject({ type: type('validation') });
    expect(checked("{ pattern: '(?=a)a' }", 'a').error).toMatchObject({ type: type('configuration') });
    expect(checked("{ patternProperties: { '(?=a)a': {} } }", 'a').error).toMatchObject({
      type: type('configuration'),
    });
  });

  it('faults with an expression error where an expression fails or does not compile', () => {
    for (const expression of ['.a.b', '.a |']) {
      const { trace } = rehearseYaml(`do: [ { s: { set: { x: '\${ ${expression} }' } } } ]`, { input: { a: 1 } });
      expect(trace.error).toMatchObject({ type: type('expression'), status: 400, instance: '/do/0/s' });
    }
  });

  it('gives a digest for texts that RFC 8785 has no form for', () => {
    const { trace } = rehearseYaml("do: [ { s: { set: '${ . }' } } ]", { input: { 'a\ud800': '\udc00b' } });
    expect(trace).toMatchObject({
      status: 'completed',
      output: { 'a\ufffd': '\ufffdb' },
      digest: expect.stringMatching(/^sha256:/),
    });
  });

  it('faults at once with a configuration error where the definition breaks the language', () => {
    const { trace } = rehearseYaml('do: [ { s: { sett: { x: 1 } } } ]');
    expect(trace).toMatchObject({ status: 'faulted', tasks: [], error: { type: type('configuration'), status: 400 } });
    expect(trace.digest).toMatch(/^sha256:/);
  });
});

describe('what is not rehearsed yet', () => {
  it.each([['evaluate: { language: js }', '/evaluate/language']])(
    'faults with a configuration error before anything runs: %s',
    (part, instance) => {
      const { trace } = rehearseYaml(`${part}\ndo: [ { s: { set: { x: 1 } } } ]`);
      expect(trace).toMatchObject({ status: 'faulted', tasks: [], error: { type: type('configuration'), instance } });
    },
  );
});

describe('secrets', () => {
  it('are not what a text or another variable only looks like', () => {
    for (const expression of ['"$secrets.other"', '{ other: 1 } as $secrets | $secrets.other']) {
      const { trace } = rehearseYaml(`use: { secrets: [key] }\ndo: [ { s: { set: { v: '\${ ${expression} }' } } } ]`);
      expect(trace.status).toBe('completed');
    }
  });

  const definition = (use: string, expression: string) => `
use: { secrets: ${use} }
do: [ { s: { input: { from: '${expression}' }, set: '\${ . }' } } ]`;

  it('are placeholders, or what the scenario says', () => {
    expect(rehearseYaml(definition('[key]', '$secrets.key')).trace.output).toBe('<secret key>');
    const given = rehearseYaml(definition('[key]', '$secrets.key.user'), { secrets: { key: { user: 'u' } } });
    expect(given.trace.output).toBe('u');
  });

  it.each([
    '$secrets.other',
    '$secrets["other"]',
    '$secrets | .key + $secrets.other',
    '$secrets | .other',
    '$secrets as $s | $s.other',
    '$secrets as { $other } | $other',
    'def f(x): x | .other; f($secrets)',
  ])('fault with an authorization error where they are not declared: %s', (expression) => {
    const { trace } = rehearseYaml(definition('[key]', expression), { secrets: { other: 'x' } });
    expect(trace.error).toMatchObject({ type: type('authorization'), status: 403, instance: '/do/0/s' });
  });
});

describe('determinism', () => {
  const definition = `
do:
  - e: { emit: { event: { with: { type: t } } } }
  - t:
      try: [ { f: { raise: { error: { type: https://e.example/x, status: 500 } } } } ]
      catch: { retry: { delay: PT1S, jitter: { from: PT0S, to: PT9S }, limit: { attempt: { count: 3 } } } }
  - w: { wait: PT1H }
`;

  it('gives the same trace and digest for the same seed, and another for another', () => {
    const [one, same, other] = [1, 1, 2].map((seed) => rehearseYaml(definition, { seed }).trace);
    expect(one).toEqual(same);
    expect(one?.digest).not.toBe(other?.digest);
    expect(one?.endedAt).not.toBe(other?.endedAt);
  });

  it('starts at the clock that is given', () => {
    const { trace } = rehearseYaml(definition, { clock: '2031-05-01T00:00:00Z' });
    expect(trace.startedAt).toBe('2031-05-01T00:00:00.000Z');
  });

  it('tells each record once, with its place in the trace', () => {
    const { trace, news } = rehearseYaml(definition);
    const tasks = news.filter(({ kind }) => kind === 'task').toSorted((a, b) => a.index - b.index);
    expect(tasks.map(({ record }) => record)).toEqual(trace.tasks);
    expect(news.filter(({ kind }) => kind === 'effect').map(({ record }) => record)).toEqual(trace.effects);
  });
});
