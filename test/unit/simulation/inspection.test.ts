import { describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/base/json.ts';
import { expressionPlace } from '../../../shared/simulation/expressionPlace.ts';
import { type Inspection, Inspector } from '../../../shared/simulation/inspection.ts';
import { defaultLimits } from '../../../shared/simulation/limits.ts';
import { rehearseTexts } from '../../../shared/simulation/rehearseTexts.ts';

const header = "document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n";

/** What one task of a rehearsal evaluated. */
function inspect(
  definition: string,
  name: string,
  scenario: Json = {},
  which = 0,
  workflows: readonly string[] = [],
): Inspection {
  const request = { definition: header + definition, scenario: JSON.stringify(scenario), workflows };
  const ports = {
    limits: defaultLimits,
    onRecord: () => undefined,
    runScript: () => ({ kind: 'threw', message: '', stdout: '', stderr: '' }) as const,
  };
  const first = rehearseTexts(request, ports);
  if (!first.ok) throw new Error(first.error.message);
  const records = first.value.trace.tasks
    .map((task, index) => ({ task, index }))
    .filter(({ task }) => task.name === name);
  const inspector = new Inspector(records[which]?.index ?? -1);
  const again = rehearseTexts(request, {
    ...ports,
    observe: (evaluation) => inspector.take(evaluation),
    observeContext: (record, context) => inspector.takeContext(record, context),
  });
  if (!again.ok) throw new Error(again.error.message);
  expect(again.value.trace.digest).toBe(first.value.trace.digest);
  return inspector.inspection();
}

const places = ({ expressions }: Inspection) => expressions.map(({ pointer }) => pointer);

describe('looking into a task', () => {
  it('gives each expression with its place, what it saw and what it gave', () => {
    const { expressions } = inspect(
      `do:
  - sum:
      if: .items != []
      input: { from: .items }
      set: { total: '\${ add }', first: '\${ .[0] }' }
      output: { as: '\${ .total }' }
      export: { as: '\${ { $output } }' }
`,
      'sum',
      { input: { items: [1, 2] } },
    );
    expect(expressions.map(({ pointer, expression, input, output }) => [pointer, expression, input, output])).toEqual([
      ['/do/0/sum/if', '.items != []', { items: [1, 2] }, true],
      ['/do/0/sum/input/from', '.items', { items: [1, 2] }, [1, 2]],
      ['/do/0/sum/set/total', 'add', [1, 2], 3],
      ['/do/0/sum/set/first', '.[0]', [1, 2], 1],
      ['/do/0/sum/output/as', '.total', { total: 3, first: 1 }, 3],
      ['/do/0/sum/export/as', '{ $output }', 3, { output: 3 }],
    ]);
  });

  it('lists what the workflow evaluates with its first and its last task', () => {
    const definition = `input: { from: '\${ { n: .m } }' }
output: { as: '\${ { last: .n } }' }
do:
  - one: { set: { n: '\${ .n + 1 }' } }
  - two: { set: { n: '\${ .n + 2 }' } }
`;
    const scenario = { input: { m: 1 } };
    const of = (name: string) =>
      inspect(definition, name, scenario).expressions.map(({ pointer, input, output }) => [pointer, input, output]);
    expect(of('one')).toEqual([
      ['/input/from', { m: 1 }, { n: 1 }],
      ['/do/0/one/set/n', { n: 1 }, 2],
    ]);
    expect(of('two')).toEqual([
      ['/do/1/two/set/n', { n: 2 }, 4],
      ['/output/as', { n: 4 }, { last: 4 }],
    ]);
  });

  it('passes over what is too large, and over nothing else', () => {
    const definition = `do:
  - grow:
      set: { small: '\${ .n }', large: '\${ "x" * 5000000 }', other: '\${ .n + 1 }' }
`;
    const { expressions, omitted } = inspect(definition, 'grow', { input: { n: 1 } });
    expect(expressions.map(({ output }) => output)).toEqual([1, 2]);
    expect(omitted).toBe(1);
  });

  it('looks into other workflows too, where places in this definition are none', () => {
    const definition = `do:
  - call: { run: { workflow: { namespace: test, name: sub, version: 1.0.0, input: { n: '\${ .n }' } } } }
`;
    const sub = JSON.stringify({
      document: { dsl: '1.0.3', namespace: 'test', name: 'sub', version: '1.0.0' },
      input: { from: '${ .n }' },
      do: [{ twice: { set: { n: '${ . * 2 }' } } }],
      output: { as: '${ .n }' },
    });
    const of = (name: string) =>
      inspect(definition, name, { input: { n: 4 } }, 0, [sub]).expressions.map((each) => [each.pointer, each.output]);
    expect(of('twice')).toEqual([[null, 8]]);
    expect(of('call')).toEqual([
      ['/do/0/call/run/workflow/input/n', 4],
      [null, 4],
      [null, 8],
    ]);
  });

  it('gives $context before and after the task', () => {
    const definition = `do:
  - one: { set: { a: 1 }, export: { as: '\${ { n: 1 } }' } }
  - two: { set: { a: 2 }, export: { as: '\${ { n: ($context.n + 1) } }' } }
`;
    expect(inspect(definition, 'two').context).toEqual({ before: { n: 1 }, after: { n: 2 } });
    expect(inspect(definition, 'none').context).toBeNull();
  });

  it('tells equal texts apart, and one iteration from another', () => {
    const definition = `do:
  - loop:
      for: { in: '\${ [1, 2] }' }
      do:
        - call:
            call: http
            with: { method: post, endpoint: https://a.example/, body: '\${ $item }', headers: { x: '\${ $item }' } }
`;
    const stubs = [{ request: {}, response: { jsonBody: {} } }];
    const second = inspect(definition, 'call', { stubs }, 1);
    expect(places(second)).toEqual(['/do/0/loop/do/0/call/with/headers/x', '/do/0/loop/do/0/call/with/body']);
    expect(second.expressions.map(({ output, variables }) => [output, variables.item, variables.index])).toEqual([
      [2, 2, 1],
      [2, 2, 1],
    ]);
    expect(places(inspect(definition, 'loop', { stubs }))).toEqual(['/do/0/loop/for/in']);
  });

  it('shows what failed in the words of the error', () => {
    const [only] = inspect("do:\n  - bad:\n      set: { a: '${ .x.y }' }\n", 'bad', { input: { x: 1 } }).expressions;
    expect(only).toMatchObject({ output: null, pointer: '/do/0/bad/set/a' });
    expect(only?.error).toContain('Cannot index number');
  });

  it('finds expressions of switches, catches and functions where they stand', () => {
    const definition = `use:
  functions:
    double: { set: { n: '\${ .n * 2 }' } }
  retries:
    twice: { when: '\${ true }', limit: { attempt: { count: 1 } } }
do:
  - choose:
      switch:
        - small: { when: .n < 2, then: twice }
        - large: { when: .n >= 2, then: twice }
  - twice:
      call: double
      with: { n: '\${ .n }' }
  - guarded:
      try:
        - fail: { raise: { error: { type: https://a.example/e, status: 418, title: t } } }
      catch: { when: '\${ $error.status == 418 }', retry: twice }
`;
    const scenario = { input: { n: 3 } };
    expect(places(inspect(definition, 'choose', scenario))).toEqual([
      '/do/0/choose/switch/0/small/when',
      '/do/0/choose/switch/1/large/when',
    ]);
    expect(places(inspect(definition, 'twice', scenario))).toEqual([
      '/do/1/twice/with/n',
      '/use/functions/double/set/n',
    ]);
    expect(places(inspect(definition, 'guarded', scenario))).toEqual([
      '/do/2/guarded/catch/when',
      '/use/retries/twice/when',
      '/do/2/guarded/catch/when',
      '/use/retries/twice/when',
    ]);
  });

  it('never shows a secret, not even one that the scenario gives', () => {
    const definition = `use: { secrets: [token] }
do:
  - ask: { set: { a: '\${ 1 }' } }
`;
    const { variables } = inspect(definition, 'ask', { secrets: { token: 'opensesame' } });
    expect(variables.secrets).toEqual({ token: '<secret token>' });
    expect(JSON.stringify(variables)).not.toContain('opensesame');
  });

  it('is bounded in number and size', () => {
    const many = Array.from({ length: 300 }, (_, index) => `k${index}: '\${ .big }'`).join(', ');
    const few = inspect(`do:\n  - all:\n      set: { ${many} }\n`, 'all', { input: { big: 1 } });
    expect([few.expressions.length, few.omitted]).toEqual([200, 100]);
    const large = inspect(`do:\n  - all:\n      set: { ${many} }\n`, 'all', { input: { big: 'x'.repeat(100_000) } });
    expect(JSON.stringify(large).length).toBeLessThan(6_000_000);
    expect(large.expressions.length + large.omitted).toBe(300);
  });
  it('leaves out a value that is nested too deep to be sent', () => {
    const deep = '${ reduce range(5000) as $i (null; [.]) | 1 }';
    const { expressions, omitted } = inspect(`do:\n  - dig:\n      set: { a: '${deep}' }\n`, 'dig');
    expect([expressions.length, omitted]).toEqual([1, 0]);
    const kept = '${ [reduce range(1500) as $i (null; [.])] }';
    const tooDeep = inspect(`do:\n  - dig:\n      if: '${kept}'\n      set: { a: 1 }\n`, 'dig');
    expect([tooDeep.expressions.length, tooDeep.omitted]).toEqual([0, 1]);
  });
});

describe('the place of an expression', () => {
  it('is looked for below, and left open where there are two', () => {
    const definition = { with: { a: '${ .x }', b: ['${ .y }', '.y'], c: '.z' } };
    expect(expressionPlace(definition, '', '.x')).toBe('/with/a');
    expect(expressionPlace(definition, '/with/b', '.y')).toBeNull();
    expect(expressionPlace(definition, '/with/c', '.z')).toBe('/with/c');
    expect(expressionPlace(definition, '/nowhere', '.z')).toBeNull();
  });
});
