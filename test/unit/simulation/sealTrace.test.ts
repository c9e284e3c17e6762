import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../../shared/simulation/limits.ts';
import type { RehearsalPorts } from '../../../shared/simulation/ports.ts';
import { prepareRehearsal } from '../../../shared/simulation/prepareRehearsal.ts';
import { anyJson } from '../base/anyJson.ts';
import { digestByLibrary } from './digestByLibrary.ts';
import { rehearseYaml } from './rehearseYaml.ts';

const fault = 'raise: { error: { type: t, status: 418, detail: "\\"\\u00e9\\u0000" } }';
const listen =
  'listen: { to: { one: { with: { type: t }, correlate: { "10": { from: .data.a }, "9": { from: .data.b } } } } }';

/** Tasks that come to all kinds of lifecycle events and records. */
const workflows: readonly (readonly [string, string])[] = [
  ['completes', '[ { a: { set: { x: 1 } } }, { b: { if: "false", set: { x: 2 } } } ]'],
  ['faults', `[ { a: { ${fault} } } ]`],
  [
    'retries',
    `[ { t: { try: [ { r: { ${fault} } } ], catch: { retry: { delay: PT1S, limit: { attempt: { count: 2 } } } } } } ]`,
  ],
  ['waits for time', '[ { a: { wait: PT1S } }, { b: { wait: PT1S } } ]'],
  ['waits for an event', `[ { a: { ${listen} } } ]`],
  [
    'cancels branches',
    '[ { f: { fork: { compete: true, branches: [ { a: { wait: PT9S } }, { b: { set: { x: 1 } } } ] } } } ]',
  ],
  ['times out', '[ { o: { timeout: { after: PT1S }, do: [ { a: { wait: PT9S } } ] } } ]'],
  ['loops', "[ { l: { for: { in: '[range(20)]' }, do: [ { a: { set: '${ $input + { n: $index } }' } } ] } } ]"],
  ['sends', '[ { a: { emit: { event: { with: { source: "s", type: "t" } } } } } ]'],
  ['has tasks of odd names', '[ { "\\"\\u2028\\\\ é 😀": { set: { x: 1 } } }, { "__proto__": { set: { x: 1 } } } ]'],
];

describe('the digest of a trace', () => {
  it.each(workflows)('is SHA-256 over its RFC 8785 form where the workflow %s', (_what, tasks) => {
    const { trace } = rehearseYaml(`do: ${tasks}`);
    expect(trace.tasks.length).toBeGreaterThan(0);
    expect(trace.digest).toBe(digestByLibrary(trace));
  });

  it('is that with correlation keys whose order a machine would change', () => {
    const events = [{ event: { type: 't', data: { a: 1, b: { z: 1, a: '\ud83d\ude00' } } } }];
    const { trace } = rehearseYaml(`do: [ { a: { ${listen} } } ]`, { events });
    expect(JSON.stringify(trace.events)).toContain('"correlationKeys":{"9":');
    expect(trace.digest).toBe(digestByLibrary(trace));
  });

  it('is that for any values, and for texts that have no such form', () => {
    const definition = `
document: { dsl: 1.0.3, namespace: test, name: test, version: 1.0.0 }
do: [ { a: { set: '\${ { in: ., also: . } }', export: { as: . } } }, { b: { set: '\${ [.in, .in] }' } } ]
`;
    const prepared = prepareRehearsal({ definition }, false);
    if (!prepared.ok) throw new Error(prepared.error.message);
    const ports: RehearsalPorts = {
      limits: defaultLimits,
      onRecord: () => undefined,
      runScript: () => ({ kind: 'threw', message: 'there is none', stdout: '', stderr: '' }),
    };
    const property = fc.property(anyJson, (input) => {
      const { trace } = prepared.value.run({ input, isTriggered: false }, ports);
      expect(trace.digest).toBe(digestByLibrary(trace));
    });
    fc.assert(property, { numRuns: 200 });
  });
});
