import process from 'node:process';
import { defaultPolicy } from '../../shared/policy/defaultPolicy.ts';
import { defaultClock } from '../../shared/simulation/clock.ts';
import { rehearseWatched } from '../../shared/simulation/leaks/watch.ts';
import { defaultLimits } from '../../shared/simulation/limits.ts';
import { planWorkflow } from '../../shared/simulation/planWorkflow.ts';
import { rehearse } from '../../shared/simulation/rehearse.ts';
import { emptyScenario } from '../../shared/simulation/scenario.ts';
import { compileStubs } from '../../shared/simulation/stubBook.ts';
import type { Workflow } from '../../shared/workflow/definition.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import { labelledPrograms } from '../unit/simulation/leaks/labelledPrograms.ts';
import { leaksOf } from '../unit/simulation/leaks/rehearseLeaky.ts';
import { compare } from './compare.ts';

/** How many of the leaks that were told are leaks, and how many of the leaks are told. */
function printAccuracy(): void {
  let right = 0;
  let wrong = 0;
  let missed = 0;
  for (const { definition, scenario, leaking } of labelledPrograms) {
    const found = new Set(leaksOf(definition, scenario).map(({ class: dataClass, from }) => `${dataClass} ${from}`));
    const agreed = leaking.filter((value) => found.has(value)).length;
    right += agreed;
    wrong += found.size - agreed;
    missed += leaking.length - agreed;
  }
  const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
  process.stdout.write(
    `leaks of ${labelledPrograms.length} labelled programs: precision ${percent(right, right + wrong)}, ` +
      `recall ${percent(right, right + missed)} (${right} leaks found, ${wrong} wrongly, ${missed} missed)\n`,
  );
}

const text = `
document: { dsl: 1.0.3, namespace: bench, name: letters, version: 1.0.0 }
do:
  - one: { set: '\${ . + { total: (.items | map(.qty) | add) } }' }
  - two:
      switch:
        - large: { when: .total > 10, then: three }
        - small: { then: three }
  - three:
      for: { each: item, in: .items }
      do:
        - line: { set: '\${ . + { last: $item.qty } }' }
  - four:
      call: http
      with: { method: post, endpoint: 'https://api.example.com/orders', body: { id: '\${ .id }', total: '\${ .total }' } }
      output: { as: $input }
  - five:
      call: email:1.0.0@default
      with: { to: '{{person.email}}', subject: Order, body: 'Paid with {{person.card | mask_card}}' }
      output: { as: $input }
  - six: { emit: { event: { with: { source: 'https://bench.example.com', type: bench.done, data: { id: '\${ .id }' } } } } }
`;
const person = { email: 'ana.petrov@corp.example', card: '4111 1111 1111 1111', ssn: '078-05-1120' };

const document = parseDocument(text);
const stubs = compileStubs([
  { name: 'orders', kind: 'http', request: {}, response: { status: 201, jsonBody: { id: 7 } } },
]);
if (!document.ok || !stubs.ok) throw new Error('the workflow of the benchmark cannot be read');
const plan = planWorkflow(document.value.value as unknown as Workflow);
const request = {
  input: { id: 7, person, items: Array.from({ length: 10 }, (_, qty) => ({ qty })) },
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

printAccuracy();
const { trace } = rehearseWatched(plan, request, defaultPolicy, ports);
compare(
  `looking for leaks in a rehearsal of ${trace.tasks.length} tasks with ${Object.keys(person).length} sensitive values`,
  [
    { name: 'rehearsal, trace and digest included (baseline)', run: () => rehearse(plan, request, ports) },
    { name: 'the same, watched', run: () => rehearseWatched(plan, request, defaultPolicy, ports) },
  ],
);
