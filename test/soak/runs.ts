import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Json } from '../../shared/base/json.ts';
import { defaultClock } from '../../shared/simulation/clock.ts';
import { defaultLimits } from '../../shared/simulation/limits.ts';
import { planWorkflow } from '../../shared/simulation/planWorkflow.ts';
import { rehearse } from '../../shared/simulation/rehearse.ts';
import { rehearseTexts } from '../../shared/simulation/rehearseTexts.ts';
import { emptyScenario } from '../../shared/simulation/scenario.ts';
import { compileStubs } from '../../shared/simulation/stubBook.ts';
import type { RunStatus } from '../../shared/simulation/trace.ts';
import type { Workflow } from '../../shared/workflow/definition.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import { grouped, type SoakResult, type SoakSettings } from './soak.ts';

const header = "document: { dsl: '1.0.3', namespace: soak, name: runs, version: '1.0.0' }\n";

/** A workflow for each way to end, and for each part of the interpreter that keeps something while it runs. */
const definitions: readonly string[] = [
  `do:
  - one: { set: { items: '\${ .items }', total: '\${ .items | map(.qty) | add }' } }
  - two: { switch: [ { large: { when: .total > 10, then: three } }, { small: { then: three } } ] }
  - three: { call: http, with: { method: post, endpoint: 'https://api.example.com/orders/{total}', body: { total: '\${ .total }' } }, output: { as: '\${ $input + { order: .id } }' } }
  - four: { for: { each: item, in: .items }, do: [ { add: { set: '\${ . + { seen: $item.qty } }' } } ] }
  - five: { wait: { days: 1 } }
  - six: { emit: { event: { with: { source: 'https://soak.example.com', type: soak.done, data: '\${ . }' } } } }`,
  `do:
  - a: { fork: { compete: true, branches: [ { slow: { wait: PT1H } }, { fast: { wait: PT1S } } ] } }
  - b: { fork: { branches: [ { x: { set: { x: '\${ $input.n }' } } }, { y: { set: { y: 1 } } } ] } }
  - c: { try: [ { d: { raise: { error: { type: 'https://soak.example/e', status: 503 } } } } ], catch: { as: e, retry: { delay: PT1S, backoff: { exponential: {} }, jitter: { from: PT0S, to: PT1S }, limit: { attempt: { count: 3 } } }, do: [ { e: { set: { caught: '\${ $e.status }' } } } ] } }`,
  `do: [ { mail: { call: 'email:1.0.0@default', with: { to: 'a@example.com', subject: 'Order {{n | number}}', body: '{{#each items}}{{qty | currency "EUR"}}{{/each}}' } } }, { fails: { set: '\${ .n | error("no \\(.)") }' } } ]`,
  `timeout: { after: PT10S }
do: [ { waits: { listen: { to: { any: [ { with: { type: never.comes } } ] } } } } ]`,
  `do: [ { endless: { for: { each: n, in: '\${ [range(1000)] }' }, do: [ { again: { set: { n: '\${ $n }' } } } ] } } ]`,
  `do: [ { text: { set: { m: '\${ .n | tostring | test("^(a+)+\\(.)$") }', d: '\${ .n * 86400 | todate }', j: '\${ tojson | fromjson }' } } } ]`,
];

/** Reaches its bound, so that every kind of end is among them. */
const limits = { ...defaultLimits, tasks: 40 };

/** Every so many runs begin from texts, as those of the engine do. */
const fromTextsOneIn = 50;

/** How often memory is looked at, at most. */
const looks = 40;

/** The first looks are left out: there the compiler and its caches still grow. */
const warmUpLooks = 8;

/** What may seem to grow and does not: noise of the collector over all looks, and bytes for each run. */
const allowance = { bytes: 6 * 1024 * 1024, bytesPerRun: 1 };

/**
 * Rehearses in this process, as an engine does that never ends, and looks at the memory after garbage collection. What
 * grows with the runs is a failure. Traces that differ from those of the first round are one too.
 */
export async function soakRuns({ count, isStopped, say }: SoakSettings): Promise<SoakResult> {
  const rehearsals = definitions.map((text) => prepared(header + text));
  const statuses = new Map<RunStatus, number>();
  const memory: { runs: number; bytes: number }[] = [];
  const firstDigests = new Map<number, string | null>();
  const failures: string[] = [];
  const every = Math.max(1, Math.floor(count / looks));
  const started = performance.now();
  let runs = 0;
  while (runs < count && !isStopped()) {
    const kind = runs % rehearsals.length;
    const { status, digest } = rehearsals[kind]?.(inputOf(runs), runs % fromTextsOneIn === 0) ?? {};
    if (status !== undefined) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const variant = runs % (variants * rehearsals.length);
    if (digest !== undefined && !firstDigests.has(variant)) firstDigests.set(variant, digest);
    else if (digest !== firstDigests.get(variant)) failures.push(`run ${runs} has another digest than before`);
    runs += 1;
    if (runs % every !== 0) continue;
    // Lets a signal come through.
    await new Promise((resolve) => setImmediate(resolve));
    memory.push({ runs, bytes: heapBytes() });
    say(`${grouped(runs)} runs, heap ${grouped((memory.at(-1)?.bytes ?? 0) / 1024)} KiB`);
  }
  const seconds = (performance.now() - started) / 1_000;
  const growth = growthOf(memory.slice(warmUpLooks));
  if (growth !== null && growth.bytes > allowance.bytes + allowance.bytesPerRun * growth.runs) {
    failures.push(`memory grows by ${growth.perRun.toFixed(2)} bytes a run`);
  }
  const ends = [...statuses].map(([status, number]) => `${grouped(number)} ${status}`).join(', ');
  return {
    failures,
    figures: [
      `${grouped(runs)} rehearsals, ${grouped(runs / seconds)} a second: ${ends}`,
      growth === null
        ? 'too few looks at the memory for a verdict'
        : `heap after collection: ${growth.perRun.toFixed(3)} bytes a run over the last ${grouped(growth.runs)} runs, least squares`,
      `resident memory at the end: ${grouped(process.memoryUsage.rss() / 1024 / 1024)} MiB`,
    ],
  };
}

type Prepared = (
  input: Json,
  isFromTexts: boolean,
) => { readonly status: RunStatus; readonly digest: string | null } | undefined;

/** A workflow that is planned once and can be run from its plan or from its text. */
function prepared(definition: string): Prepared {
  const document = parseDocument(definition);
  const stubs = [
    { name: 'orders', kind: 'http' as const, request: {}, response: { status: 201, jsonBody: { id: 7 } } },
  ];
  const compiled = compileStubs(stubs);
  if (!document.ok || !compiled.ok) throw new Error('a workflow of the soak cannot be read');
  const plan = planWorkflow(document.value.value as unknown as Workflow);
  const scenario = JSON.stringify({ stubs });
  const ports = {
    limits,
    onRecord: () => undefined,
    runScript: () => {
      throw new Error('there is no script in it');
    },
  };
  return (input, isFromTexts) => {
    if (isFromTexts) {
      const answer = rehearseTexts({ definition, scenario, input }, ports);
      return answer.ok ? answer.value.trace : undefined;
    }
    const request = { input, scenario: emptyScenario, stubs: compiled.value, seed: 1, clock: defaultClock };
    return rehearse(plan, request, ports).trace;
  };
}

/** How many inputs there are: enough that nothing is the same all the time, few enough to compare digests. */
const variants = 97;

function inputOf(run: number): Json {
  const n = Math.floor(run / definitions.length) % variants;
  return { n, items: Array.from({ length: 5 + (n % 5) }, (_, index) => ({ qty: n + index })) };
}

let collect: (() => void) | null = null;

/** Bytes of the heap after everything that is not needed went. */
function heapBytes(): number {
  if (collect === null) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

/** Growth by least squares over the looks; null where there are too few. */
function growthOf(looks: readonly { runs: number; bytes: number }[]) {
  const first = looks[0];
  const last = looks.at(-1);
  if (first === undefined || last === undefined || looks.length < 10) return null;
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const meanRuns = mean(looks.map(({ runs }) => runs));
  const meanBytes = mean(looks.map(({ bytes }) => bytes));
  const covariance = mean(looks.map(({ runs, bytes }) => (runs - meanRuns) * (bytes - meanBytes)));
  const variance = mean(looks.map(({ runs }) => (runs - meanRuns) ** 2));
  const perRun = covariance / variance;
  const runs = last.runs - first.runs;
  return { perRun, runs, bytes: perRun * runs };
}
