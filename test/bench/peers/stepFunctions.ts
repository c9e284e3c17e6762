import { isJsonObject, type JsonObject } from '../../../shared/base/json.ts';
import { loadPeer } from './peerPackages.ts';
import { type Engine, order } from './workload.ts';

interface Library {
  readonly StateMachine: new (
    definition: JsonObject,
  ) => { run(input: JsonObject): { readonly result: Promise<unknown> } };
}

const keep = (path: string, parameters: JsonObject, Next: string) => ({
  Type: 'Pass',
  Parameters: parameters,
  ResultPath: path,
  Next,
});

const definition: JsonObject = {
  StartAt: 'one',
  States: {
    one: { Type: 'Pass', Result: 'new', ResultPath: '$.stage', Next: 'two' },
    two: keep('$.customer', { 'name.$': '$.name' }, 'three'),
    three: {
      Type: 'Choice',
      Choices: [{ Variable: '$.total', NumericGreaterThan: 100, Next: 'four' }],
      Default: 'five',
    },
    four: { Type: 'Pass', Result: 'large', ResultPath: '$.size', Next: 'five' },
    five: {
      Type: 'Map',
      ItemsPath: '$.items',
      ResultPath: '$.counted',
      ItemProcessor: {
        StartAt: 'each',
        States: { each: { Type: 'Pass', Parameters: { 'last.$': '$.qty' }, End: true } },
      },
      Next: 'six',
    },
    six: { Type: 'Pass', Result: 'counted', ResultPath: '$.stage', Next: 'seven' },
    seven: keep('$.reference', { 'id.$': '$.id' }, 'eight'),
    eight: { Type: 'Pass', Result: true, ResultPath: '$.approved', Next: 'nine' },
    nine: { Type: 'Pass', Result: 'approved', ResultPath: '$.stage', Next: 'ten' },
    ten: { Type: 'Pass', Parameters: { 'id.$': '$.id', 'size.$': '$.size', 'last.$': '$.counted[9].last' }, End: true },
  },
};

/** aws-local-stepfunctions with the workload: passes that keep values, a choice, a map. */
export async function stepFunctions(): Promise<Engine | null> {
  const library = await loadPeer('aws-local-stepfunctions');
  if (library === null) return null;
  const machine = new (library as Library).StateMachine(definition);
  const run = () => machine.run(order).result;
  const output = await run();
  if (!isJsonObject(output) || output.last !== 9) throw new Error('aws-local-stepfunctions does something else');
  return { name: 'aws-local-stepfunctions 3.0.0', atOnce: 20, run, stop: () => undefined };
}
