import { hash } from 'node:crypto';
import { isJsonObject } from '../../../shared/base/json.ts';
import { defaultClock } from '../../../shared/simulation/clock.ts';
import { defaultLimits } from '../../../shared/simulation/limits.ts';
import { planWorkflow } from '../../../shared/simulation/planWorkflow.ts';
import type { RehearsalPorts } from '../../../shared/simulation/ports.ts';
import { rehearse, runUnsealed } from '../../../shared/simulation/rehearse.ts';
import { emptyScenario } from '../../../shared/simulation/scenario.ts';
import { compileStubs } from '../../../shared/simulation/stubBook.ts';
import type { Workflow } from '../../../shared/workflow/definition.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';
import { type Engine, order } from './workload.ts';

const text = `
document: { dsl: 1.0.3, namespace: bench, name: ten-steps, version: 1.0.0 }
do:
  - one: { set: '\${ . + { stage: "new" } }' }
  - two: { set: '\${ . + { customer: .name } }' }
  - three:
      switch:
        - large: { when: .total > 100, then: four }
        - small: { then: five }
  - four: { set: '\${ . + { size: "large" } }' }
  - five:
      for: { in: .items }
      do:
        - each: { set: '\${ $input + { last: $item.qty } }' }
  - six: { set: '\${ . + { stage: "counted" } }' }
  - seven: { set: '\${ . + { reference: .id } }' }
  - eight: { set: '\${ . + { approved: true } }' }
  - nine: { set: '\${ . + { stage: "approved" } }' }
  - ten: { set: { id: '\${ .id }', size: '\${ .size }', last: '\${ .last }' } }
`;

const document = parseDocument(text);
const stubs = compileStubs([]);
if (!document.ok || !stubs.ok) throw new Error('the workflow of the benchmark cannot be read');
const plan = planWorkflow(document.value.value as unknown as Workflow);
const request = { input: order, scenario: emptyScenario, stubs: stubs.value, seed: 1, clock: defaultClock };
const ports: RehearsalPorts = {
  runScript: () => {
    throw new Error('there is no script in it');
  },
  onRecord: () => undefined,
  limits: defaultLimits,
  digest: (text) => `sha256:${hash('sha256', text)}`,
};

const none = () => undefined;

/** Drydock with the workload: a trace as it is printed and kept, and one before events and digest are made of its records. */
export function drydock(): readonly Engine[] {
  const unsealed = () => runUnsealed(plan, request, ports);
  const sealed = () => rehearse(plan, request, ports).trace;
  const { status, output, tasks } = sealed();
  if (status !== 'completed' || !isJsonObject(output) || output.last !== 9)
    throw new Error('Drydock does something else');
  return [
    { name: `Drydock: records of ${tasks.length} tasks`, atOnce: 1, run: unsealed, stop: none },
    { name: 'Drydock: sealed trace, with lifecycle events and digest', atOnce: 1, run: sealed, stop: none },
  ];
}
