import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { JsonObject } from '../../../../shared/base/json.ts';
import type { Arrival } from '../../../../shared/diagnostics/flow/sink.ts';
import { buildModel } from '../../../../shared/diagnostics/model.ts';
import { defaultPolicy } from '../../../../shared/policy/defaultPolicy.ts';
import type { SourceDocument } from '../../../../shared/workflow/document.ts';
import { parseDocument } from '../../../../shared/workflow/parseDocument.ts';

/**
 * A flow with what it means: one expression (`jq`, the body of a request), one `template` (the body of an e-mail), or tasks,
 * with a script before them where `script` says so. A task of a single text, `send: JQ`, is a request with that body. The
 * input is that of {@link inputSchema} unless `open`. An input that nothing reads is no arrival at the result. What cannot
 * be followed (a command, a workflow that is not at hand) may answer with all that it is given.
 */
export interface LabelledFlow {
  readonly title: string;
  readonly jq?: string;
  readonly template?: string;
  readonly tasks?: readonly JsonObject[];
  readonly script?: JsonObject;
  readonly return?: string;
  readonly use?: JsonObject;
  readonly input?: JsonObject;
  readonly output?: JsonObject;
  readonly schedule?: JsonObject;
  /** Workflows that may be run, `flows/sub0`, `flows/sub1` … */
  readonly workflows?: readonly JsonObject[];
  readonly open?: boolean;
  /** Untrusted data is looked at, and nothing else. */
  readonly watch?: 'untrusted';
  /** `nothing`, or sources with the kinds of their sinks: `ssn email request, secret:key header`; a request unless said. */
  readonly arrives: string;
  /** A limit of the engine: it misses one of these (`miss`), or tells one too many (`false`). */
  readonly known?: 'miss' | false;
  readonly reason?: string;
}

/** Flows that test the same part of the language. */
export interface FlowGroup {
  readonly group: string;
  readonly flows: readonly LabelledFlow[];
}

/** What arrived against what should have. */
export interface FlowOutcome {
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
  readonly right: readonly string[];
}

/** The groups of a folder, in the order of their files. */
export function flowGroupsOf(folder: URL): readonly FlowGroup[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => parse(readFileSync(new URL(name, folder), 'utf8')) as FlowGroup);
}

/** The set that the engine was made with. */
export const flowGroups = flowGroupsOf(new URL('.', import.meta.url));

/**
 * Sets that were labelled before the engine had seen them. What it gets wrong of A may be looked at and mended; B is the honest
 * figure only as long as nobody who works on the engine reads it, so that it is told in numbers alone.
 */
export const heldOut = {
  A: flowGroupsOf(new URL('heldOutA/', import.meta.url)),
  B: flowGroupsOf(new URL('heldOutB/', import.meta.url)),
} as const;

const text = { type: 'string' };
const closed = (properties: JsonObject): JsonObject => ({ type: 'object', additionalProperties: false, properties });
const listOf = (properties: JsonObject): JsonObject => ({ type: 'array', items: closed(properties) });

/** The input of every flow that is not open: each class of sensitive data once. */
const inputSchema = closed({
  id: text,
  ssn: text,
  salary: { type: 'number' },
  email: text,
  notes: { type: 'string', 'x-sensitive': 'health' },
  customer: closed({ id: text, phone: text, iban: text, token: text }),
  items: listOf({ sku: text, qty: { type: 'number' }, card: text }),
  people: listOf({ id: text, team: text, birthDate: text, password: text }),
});
const everything = 'ssn salary email health phone iban token card birthdate password';
const kinds = new Set(
  'request address header message event tool database sql code process workflow error output'.split(' '),
);

/** Follows the data of a flow, and holds what arrives against its label. */
export function judgeFlow(flow: LabelledFlow): FlowOutcome {
  const { flow: followed } = modelOf(flow);
  const found = new Set(followed.arrivals().flatMap((arrival) => nameOf(arrival, flow)));
  const expected = new Set(expectedOf(flow));
  return {
    missed: [...expected].filter((name) => !found.has(name)),
    wrong: [...found].filter((name) => !expected.has(name)),
    right: [...found].filter((name) => expected.has(name)),
  };
}

function modelOf(flow: LabelledFlow) {
  const workflows = workflowsOf(flow).map(documentOf);
  return buildModel(documentOf(definitionOf(flow)), defaultPolicy, { workflows });
}

/** The whole definition of a flow, as it can be run. */
export function definitionOf(flow: LabelledFlow): JsonObject {
  return {
    ...headed('flow'),
    ...(flow.use === undefined ? {} : { use: flow.use }),
    ...(flow.schedule === undefined ? {} : { schedule: flow.schedule }),
    input: { ...(flow.open === true ? {} : { schema: { document: inputSchema } }), ...flow.input },
    do: [...tasksOf(flow)],
    ...(flow.output === undefined ? {} : { output: flow.output }),
  };
}

/** The definitions of the workflows that a flow may run. */
function workflowsOf({ workflows = [] }: LabelledFlow): readonly JsonObject[] {
  return workflows.map((part, index) => ({ ...headed(`sub${index}`), ...part }));
}

function headed(name: string): JsonObject {
  return { document: { dsl: '1.0.3', namespace: 'flows', name, version: '1.0.0' } };
}

function documentOf(value: JsonObject): SourceDocument {
  const parsed = parseDocument(JSON.stringify(value));
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

function tasksOf({ jq, template, script, return: mode, tasks = [] }: LabelledFlow): readonly JsonObject[] {
  if (jq !== undefined) return [{ send: request(jq) }];
  if (template !== undefined) {
    return [{ tell: { call: 'email:1.0.0@default', with: { to: 'a@example.com', subject: 'S', body: template } } }];
  }
  const run = { script: script ?? {}, ...(mode === undefined ? {} : { return: mode }) };
  return [...(script === undefined ? [] : [{ go: { run } }]), ...(tasks.map(expanded) as JsonObject[])];
}

/** Writes `send: JQ` out, at any depth. */
function expanded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(expanded);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value);
  const [first] = members;
  if (members.length === 1 && first?.[0] === 'send' && typeof first[1] === 'string') return { send: request(first[1]) };
  return Object.fromEntries(members.map(([name, member]) => [name, expanded(member)]));
}

function request(jq: string): JsonObject {
  return { call: 'http', with: { method: 'post', endpoint: 'https://api.example.com/x', body: `\${ ${jq} }` } };
}

function expectedOf({ arrives, template }: LabelledFlow): string[] {
  if (arrives === 'nothing') return [];
  return arrives.split(', ').flatMap((part) => {
    const words = part.replace('everything', everything).split(' ');
    const last = words.at(-1) ?? '';
    const isSaid = words.length > 1 && kinds.has(last);
    const kind = isSaid ? last : template === undefined ? 'request' : 'message';
    return (isSaid ? words.slice(0, -1) : words).map((source) => `${source} ${kind}`);
  });
}

function nameOf({ label: { source }, sink }: Arrival, { watch }: LabelledFlow): string[] {
  if ((source.kind === 'untrusted') !== (watch === 'untrusted')) return [];
  const name = source.class ?? (source.kind === 'secret' ? `secret:${source.name}` : source.kind);
  return [`${name} ${sink.kind}`];
}
