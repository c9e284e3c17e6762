import { parentPort, workerData } from 'node:worker_threads';
import { checkedDefinition, type Stage } from './checkedDefinition.ts';
import { DefinitionSource } from './definitionSource.ts';

/** What the worker is started with. */
export interface DefinitionsJob {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  /** One in how many is rehearsed too. */
  readonly rehearsedOneIn: number;
  /** Number of the definition that it works on: for whoever watches over it. */
  readonly current: Int32Array;
}

/** What the worker tells of every batch. */
export interface DefinitionsReport {
  readonly done: number;
  readonly characters: number;
  readonly findings: number;
  readonly stages: Readonly<Partial<Record<Stage, number>>>;
  readonly failures: readonly string[];
  /** The definition of the batch that took longest, and milliseconds. */
  readonly slowest: { readonly index: number; readonly milliseconds: number };
}

const batchSize = 500;

function batch(source: DefinitionSource, { rehearsedOneIn, current }: DefinitionsJob, from: number, to: number) {
  const stages: Partial<Record<Stage, number>> = {};
  const failures: string[] = [];
  let slowest = { index: from, milliseconds: 0 };
  let findings = 0;
  let characters = 0;
  for (let index = from; index < to; index++) {
    Atomics.store(current, 0, index);
    const text = source.at(index);
    characters += text.length;
    const started = performance.now();
    const checked = checkedDefinition(text, index % rehearsedOneIn === 0);
    const milliseconds = performance.now() - started;
    if (milliseconds > slowest.milliseconds) slowest = { index, milliseconds };
    findings += checked.findings;
    stages[checked.stage] = (stages[checked.stage] ?? 0) + 1;
    if (checked.wrong !== null) failures.push(`definition ${index}: ${checked.wrong}`);
  }
  return { done: to - from, characters, findings, stages, failures, slowest } satisfies DefinitionsReport;
}

const job = workerData as DefinitionsJob;
const source = new DefinitionSource(job.seed);
for (let from = job.from; from < job.to; from += batchSize) {
  parentPort?.postMessage(batch(source, job, from, Math.min(job.to, from + batchSize)));
}
