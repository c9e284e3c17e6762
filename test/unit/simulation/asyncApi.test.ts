import { describe, expect, it } from 'vitest';
import { rehearseYaml } from './rehearseYaml.ts';

const call = (parts: string) => `
document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }
do:
  - a:
      call: asyncapi
      with:
        document: { endpoint: 'https://a.example/asyncapi.json' }
        operation: pets
        server: { name: staging, variables: { env: '\${ .env }' } }
        ${parts}
`;
const subscribe = (consume: string, rest = '') => call(`subscription: { consume: ${consume}${rest} }`);
const messages = [1, 2, 3, 4, 5].map((n) => ({ payload: { n } }));
const stubs = [{ kind: 'asyncapi', output: messages }];
const numbers = (definition: string) => {
  const { output } = rehearseYaml(definition, { stubs }).trace;
  return (output as { payload: { n: number } }[] | null)?.map(({ payload }) => payload.n);
};

describe('call: asyncapi', () => {
  it('publishes a message', () => {
    const publish = call("message: { payload: { id: '${ .id }' } }, authentication: { bearer: { token: t } }").replace(
      '}, authentication',
      '}\n        authentication',
    );
    const { trace, effects } = rehearseYaml(publish, {
      stubs: [{ kind: 'asyncapi', output: 'sent' }],
      input: { id: 7, env: 'x' },
    });
    expect(trace.output).toBe('sent');
    expect(effects()[0]?.request).toEqual({
      document: 'https://a.example/asyncapi.json',
      action: 'publish',
      operation: 'pets',
      server: { name: 'staging', variables: { env: 'x' } },
      message: { payload: { id: 7 } },
      authorization: 'Bearer t',
    });
    expect(rehearseYaml(publish).trace.error?.detail).toContain('asyncapi publish pets');
  });

  it.each([
    ['{ amount: 2 }', '', [1, 2]],
    ['{ while: "${ length < 3 }" }', '', [1, 2, 3]],
    ['{ until: "${ length == 4 }" }', '', [1, 2, 3, 4]],
    ['{ amount: 2 }', ', filter: "${ .payload.n > 2 }"', [3, 4]],
  ])('consumes %s%s', (consume, rest, expected) => {
    expect(numbers(subscribe(consume, rest))).toEqual(expected);
  });

  it('waits for more: to the end of its time, or without end', () => {
    const timed = rehearseYaml(subscribe('{ for: PT30M, amount: 9 }'), { stubs });
    expect(timed.trace).toMatchObject({ status: 'completed', endedAt: '2000-01-01T00:30:00.000Z', output: messages });
    expect(rehearseYaml(subscribe('{ amount: 9 }'), { stubs }).trace.status).toBe('waiting');
  });

  it('works on each message', () => {
    const foreach =
      ', foreach: { item: m, do: [ { d: { set: { twice: "${ $m.payload.n * 2 }" }, export: { as: .twice } } } ], output: { as: .twice } }';
    const { trace, task } = rehearseYaml(subscribe('{ while: "${ $context != 6 }" }', foreach), { stubs });
    expect(trace.output).toEqual([2, 4, 6]);
    expect(task('d').map(({ reference, iteration }) => [reference, iteration])).toEqual([
      ['/do/0/a/with/subscription/foreach/do/0/d', [0]],
      ['/do/0/a/with/subscription/foreach/do/0/d', [1]],
      ['/do/0/a/with/subscription/foreach/do/0/d', [2]],
    ]);
  });
});
