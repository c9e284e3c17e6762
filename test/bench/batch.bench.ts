import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { EnginePool } from '../../electron/core/rehearsal/enginePool.ts';
import { rehearseRows } from '../../electron/core/rehearsal/rehearseRows.ts';
import { rehearseWorkflow } from '../../electron/core/rehearsal/rehearseWorkflow.ts';
import { defaultLimits } from '../../shared/simulation/limits.ts';
import { prepareRehearsal } from '../../shared/simulation/prepareRehearsal.ts';

const definition = `
document: { dsl: 1.0.3, namespace: bench, name: five-tasks, version: 1.0.0 }
do:
  - total: { set: { total: '\${ [.items[].price] | add }', id: '\${ .id }' } }
  - route: { switch: [ { small: { when: .total < 100, then: note } } ] }
  - approve: { call: http, with: { method: post, endpoint: 'https://erp.example.com/approvals/{id}', body: '\${ . }' } }
  - note: { set: { ok: true, label: '\${ "order \\(.id)" }' } }
  - tell: { emit: { event: { with: { source: 'https://bench.example.com', type: bench.done, data: '\${ . }' } } } }
`;
const scenario =
  'stubs: [ { request: { urlPattern: "https://erp.example.com/.*" }, response: { jsonBody: { id: 1 } } } ]';
const total = 100_000;
const rows = Array.from({ length: total }, (_, id) => {
  return JSON.stringify({
    id,
    name: 'Somebody',
    email: `somebody${id}@example.com`,
    items: [{ price: id % 150 }, { price: 10 }],
  });
});
const inputOf = (index: number) => JSON.parse(rows[index] ?? '{}');

interface Measured {
  readonly name: string;
  readonly rows: number;
  readonly milliseconds: number;
}

async function measure(name: string, count: number, run: () => unknown): Promise<Measured> {
  const start = performance.now();
  await run();
  return { name, rows: count, milliseconds: performance.now() - start };
}

const pool = new EnginePool({ node: process.execPath, file: join(import.meta.dirname, '../../out/engine/engine.js') });

async function singleRuns(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const running = rehearseWorkflow(pool, { definition, scenario, input: inputOf(index) });
    pool.warmUp();
    const answer = await running;
    if (!answer.ok || answer.value.trace.status !== 'completed') throw new Error('a single run did not complete');
  }
}

function inThisProcess(count: number): void {
  const prepared = prepareRehearsal({ definition, scenario }, false);
  if (!prepared.ok) throw new Error(prepared.error.message);
  const runScript = () => {
    throw new Error('there is no script in it');
  };
  const ports = { limits: defaultLimits, onRecord: () => undefined, runScript };
  for (let index = 0; index < count; index += 1) {
    prepared.value.run({ input: inputOf(index), isTriggered: false }, ports);
  }
}

const told: number[] = [];

async function batch(): Promise<void> {
  const start = performance.now();
  const summary = await rehearseRows(pool, {
    definition,
    scenario,
    rows: { total, read: (from, count) => rows.slice(from, from + count) },
    progress: () => void told.push(performance.now() - start),
  });
  if (!summary.ok || summary.value.done !== total) throw new Error('the batch was not done');
  const other = summary.value.outcomes.find(({ status }) => status !== 'completed');
  if (other !== undefined)
    throw new Error(`${other.count} rows did not complete: ${other.limit ?? other.error?.title}`);
}

try {
  const singles = await measure('each row alone, in a child of its own (baseline)', 20, () => singleRuns(20));
  inThisProcess(2_000);
  const local = await measure('in this process, traces and digests made', 5_000, () => inThisProcess(5_000));
  const whole = await measure(`batch of ${total} rows`, total, batch);
  const rate = ({ rows: count, milliseconds }: Measured): number => (count / milliseconds) * 1_000;
  process.stdout.write('rows through a workflow of five tasks\n');
  for (const one of [singles, local, whole]) {
    const ratio = (rate(one) / rate(singles)).toFixed(1).padStart(8);
    process.stdout.write(`  ${one.name.padEnd(52)} ${rate(one).toFixed(0).padStart(8)} rows/s ${ratio} ×\n`);
  }
  const gaps = told.map((at, index) => at - (told[index - 1] ?? 0));
  const longest = Math.max(...gaps) / 1_000;
  process.stdout.write(
    `  ${(whole.milliseconds / 1_000).toFixed(1)} s in all; progress told ${told.length} times, at most ${longest.toFixed(1)} s apart\n`,
  );
} finally {
  pool.close();
}
