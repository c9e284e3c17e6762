import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Json } from '../../shared/base/json.ts';

const json = z.json();
const map = z.record(z.string(), json);

/** What is expected of a run. A map in `effects`, `tasks` and `error` names the members that count; what else there is, is exact. */
const expectationSchema = z.strictObject({
  /** `completed` unless said, `faulted` where there is an error. */
  status: z.enum(['completed', 'faulted', 'waiting', 'limit']).optional(),
  output: json.optional(),
  context: json.optional(),
  /** `type` is the name of a standard error or a URI. */
  error: z
    .strictObject({
      type: z.string(),
      status: z.int(),
      instance: z.string(),
      title: z.string().optional(),
      detail: z.string().optional(),
    })
    .optional(),
  /** Names of all tasks in the order in which they started. */
  order: z.array(z.string()).optional(),
  /** By name: members of the last record of that task. */
  tasks: z.record(z.string(), map).optional(),
  /** All effects in their order; `request` is exact, of `requestIncludes` the members count. */
  effects: z.array(map).optional(),
  /** All lifecycle events that are required, in their order: `task.started /do/0/a`, `workflow.completed`. */
  lifecycle: z.array(z.string()).optional(),
  /** Virtual time from start to end, in seconds. */
  seconds: z.number().optional(),
  /** jq conditions on the trace. */
  matches: z.array(z.string()).optional(),
});

const scenarioSchema = z.strictObject({
  /** What a conforming runtime does. */
  title: z.string().min(20),
  /** Sections of the specification, or pages of ours. */
  source: z.string().min(5),
  /** Tasks of the workflow. */
  do: z.array(map).optional(),
  /** The rest of the definition. */
  definition: map.optional(),
  input: json.optional(),
  stubs: z.array(map).optional(),
  events: z.array(map).optional(),
  secrets: map.optional(),
  seed: z.int().optional(),
  clock: z.string().optional(),
  /** How often a schedule fires. */
  firings: z.int().optional(),
  /** Definitions of other workflows; each is `do` and what else it has. */
  workflows: z.array(map).optional(),
  /** Files by name: texts, or values that are written as JSON. */
  files: map.optional(),
  limits: z.strictObject({ tasks: z.int().optional(), steps: z.int().optional() }).optional(),
  expect: expectationSchema,
});

const groupSchema = z.strictObject({
  construct: z.string(),
  /** The language of its scripts, which need the engine's sandbox. */
  sandbox: z.enum(['javascript', 'python']).optional(),
  scenarios: z.array(scenarioSchema).min(1),
});

export type ConformanceExpectation = z.output<typeof expectationSchema>;
export type ConformanceScenario = z.output<typeof scenarioSchema>;
export type ConformanceGroup = z.output<typeof groupSchema>;

const folder = join(import.meta.dirname, 'scenarios');

/** All groups, one a file; throws where one is not in the form above. */
export function readGroups(): ConformanceGroup[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return files.sort().map((file) => {
    const read = groupSchema.safeParse(parse(readFileSync(join(folder, file), 'utf8')));
    if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`);
    if (read.data.construct !== basename(file, '.yaml')) throw new Error(`${file} is about ${read.data.construct}`);
    return read.data;
  });
}

const header = { dsl: '1.0.3', namespace: 'conformance', name: 'scenario', version: '1.0.0' };

/** Text of the definition, with a header where it gives none. */
export function definitionText({ do: tasks, definition = {} }: ConformanceScenario): string {
  return JSON.stringify({ document: header, ...definition, ...(tasks !== undefined && { do: tasks }) }, null, 1);
}

/** The scenario document that goes with it; the input has its place there. */
export function scenarioText(scenario: ConformanceScenario): string {
  const { input, stubs, events, secrets, seed, clock, firings, expect } = scenario;
  const { matches } = expect;
  const expected = matches === undefined ? undefined : { status: expectedStatus(expect), match: matches };
  return JSON.stringify({ input, stubs, events, secrets, seed, clock, firings, expect: expected });
}

/** The status that is expected. */
export function expectedStatus({ status, error }: ConformanceExpectation): string {
  return status ?? (error === undefined ? 'completed' : 'faulted');
}

/** Texts of the other workflows. */
export function workflowTexts({ workflows = [] }: ConformanceScenario): string[] {
  return workflows.map((workflow) => JSON.stringify(workflow));
}

/** Texts of the files. */
export function fileTexts({ files = {} }: ConformanceScenario): Record<string, string> {
  const texts = Object.entries(files).map(([name, value]) => [name, textOf(value)]);
  return Object.fromEntries(texts) as Record<string, string>;
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
