import { canonicalJson } from '../../shared/base/canonicalJson.ts';
import { digestOf } from '../../shared/base/digest.ts';
import type { Json } from '../../shared/base/json.ts';
import { defaultClock } from '../../shared/simulation/clock.ts';
import { defaultLimits } from '../../shared/simulation/limits.ts';
import { planWorkflow } from '../../shared/simulation/planWorkflow.ts';
import { rehearse } from '../../shared/simulation/rehearse.ts';
import { emptyScenario } from '../../shared/simulation/scenario.ts';
import { compileStubs } from '../../shared/simulation/stubBook.ts';
import type { Workflow } from '../../shared/workflow/definition.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import { compare } from './compare.ts';

const text = `
document: { dsl: 1.0.3, namespace: bench, name: ten-steps, version: 1.0.0 }
do:
  - one: { set: { items: '\${ .items }', total: 0 } }
  - two: { set: '\${ . + { total: (.items | map(.qty) | add) } }' }
  - three:
      switch:
        - large: { when: .total > 10, then: four }
        - small: { then: four }
  - four:
      call: http
      with: { method: post, endpoint: 'https://api.example.com/orders', body: { total: '\${ .total }' } }
      output: { as: '\${ $input + { order: .id } }' }
  - five: { wait: { days: 1 } }
  - six:
      try:
        - inner: { set: '\${ . + { tried: true } }' }
      catch: {}
  - seven: { emit: { event: { with: { source: 'https://bench.example.com', type: bench.done } } }, output: { as: $input } }
  - eight: { set: '\${ . + { label: "order \\(.order)" } }' }
  - nine: { wait: { minutes: 5 } }
  - ten: { set: { order: '\${ .order }', label: '\${ .label }' } }
`;

const document = parseDocument(text);
const stubs = compileStubs([
  { name: 'orders', kind: 'http', request: { method: 'POST' }, response: { status: 201, jsonBody: { id: 7 } } },
]);
if (!document.ok || !stubs.ok) throw new Error('the workflow of the benchmark cannot be read');
const plan = planWorkflow(document.value.value as unknown as Workflow);
const request = {
  input: { items: Array.from({ length: 10 }, (_, qty) => ({ qty })) },
  scenario: emptyScenario,
  stubs: stubs.value,
  seed: 1,
  clock: defaultClock,
};
const ports = {
  runScript: () => {
    throw new Error('there is no script in it');
  },
  onRecord: () => undefined,
  limits: defaultLimits,
};

const { trace } = rehearse(plan, request, ports);
if (trace.status !== 'completed') throw new Error(`the rehearsal ended as ${trace.status}`);

compare(`rehearsal of ${trace.tasks.length} tasks, trace and digest included, in one process`, [
  {
    name: 'canonical JSON and SHA-256 of the trace (baseline)',
    run: () => digestOf(canonicalJson(trace as unknown as Json)),
  },
  { name: 'rehearsal', run: () => rehearse(plan, request, ports) },
  {
    name: 'plan and rehearsal',
    run: () => rehearse(planWorkflow(plan.definition as unknown as Workflow), request, ports),
  },
]);
