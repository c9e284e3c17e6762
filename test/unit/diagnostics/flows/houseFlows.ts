import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { JsonObject } from '../../../../shared/base/json.ts';
import type { Finding } from '../../../../shared/diagnostics/finding.ts';
import { checkDocument } from '../../../../shared/diagnostics/runRules.ts';
import { defaultPolicy } from '../../../../shared/policy/defaultPolicy.ts';
import { mergePolicy, type PolicyPatch } from '../../../../shared/policy/mergePolicy.ts';
import type { Policy } from '../../../../shared/policy/policy.ts';
import { parseDocument } from '../../../../shared/workflow/parseDocument.ts';
import type { FlowOutcome } from './labelledFlows.ts';

/** A business with definitions of its own: the input that they share, a sample of it, its policy, and what its services answer. */
export interface House {
  /** The schema of the input; none where anything may come. */
  readonly input?: JsonObject;
  /** Names of what `x-sensitive` marks there, by class: a rehearsal goes by names. */
  readonly marked?: Record<string, string[]>;
  readonly sample: JsonObject;
  readonly policy: PolicyPatch;
  readonly stubs: readonly JsonObject[];
}

/** A whole definition as an analyst writes it, with the findings of data that leaves which it should have. */
export interface HouseFlow {
  readonly title: string;
  /** A file of `houses`. */
  readonly house: string;
  /** Why it leaks, or does not. */
  readonly why: string;
  readonly do: readonly JsonObject[];
  readonly use?: JsonObject;
  readonly input?: JsonObject;
  readonly schedule?: JsonObject;
  /** The input of the house is not declared. */
  readonly open?: boolean;
  /** Workflows that it runs: `houses/sub0` … */
  readonly workflows?: readonly JsonObject[];
  /** What a rehearsal is given, in the form of scenarios. */
  readonly stubs?: readonly JsonObject[];
  readonly events?: readonly JsonObject[];
  readonly secrets?: JsonObject;
  /**
   * `RULE CLASS TASK`, by commas; `-` for the class where the rule tells none, `a|b` for tasks of which either is right, and `?`
   * behind what is neither right nor wrong. Nothing leaks where it is absent.
   */
  readonly leaks?: string;
  /** Why a rehearsal does not show that it leaks. */
  readonly unseen?: string;
}

/** Definitions that are about the same part of the language. */
export interface HouseGroup {
  readonly group: string;
  readonly flows: readonly HouseFlow[];
}

/** The rules that follow data to where it leaves, and whether what they find says which class of data it is. */
const flowRules = new Map([
  ['unmasked-sensitive-field', true],
  ['sensitive-to-sink', true],
  ['sensitive-in-url', true],
  ['secret-to-sink', true],
  ['error-detail-leak', false],
  ['whole-context-forwarded', false],
  ['extension-exfiltration', false],
  ['host-from-data', false],
  ['header-injection', false],
  ['sql-interpolation', false],
  ['shell-interpolation', false],
  ['script-interpolation', false],
  ['tool-prompt-injection', false],
  ['second-order-template', false],
]);

const houses = new Map<string, House>();

/** A house by its name. */
export function houseOf(name: string): House {
  const known = houses.get(name) ?? read<House>(new URL(`houses/${name}.yaml`, import.meta.url));
  houses.set(name, known);
  return known;
}

/**
 * The third held-out set, written from the language and the pages of the rules by somebody who had not seen the engine. What
 * is wrong of C1 may be looked at and mended; C2 stays closed as B does.
 */
export const heldOutC = { C1: groupsOf('heldOutC1/'), C2: groupsOf('heldOutC2/') } as const;

function groupsOf(folder: string): readonly HouseGroup[] {
  const url = new URL(folder, import.meta.url);
  return readdirSync(url)
    .sort()
    .map((name) => read<HouseGroup>(new URL(name, url)));
}

function read<T>(file: URL): T {
  return parse(readFileSync(file, 'utf8')) as T;
}

/** The definition of a flow, and of each workflow that it runs. */
export function definitionsOf(flow: HouseFlow): readonly [JsonObject, ...JsonObject[]] {
  const { house, use, schedule, workflows = [] } = flow;
  const schema = flow.open === true ? undefined : houseOf(house).input;
  const input = { ...(schema === undefined ? {} : { schema: { document: schema } }), ...flow.input };
  return [
    {
      ...headed('flow'),
      ...(use === undefined ? {} : { use }),
      ...(schedule === undefined ? {} : { schedule }),
      ...(Object.keys(input).length === 0 ? {} : { input }),
      do: [...flow.do],
    },
    ...workflows.map((part, index) => ({ ...headed(`sub${index}`), ...part })),
  ];
}

function headed(name: string): JsonObject {
  return { document: { dsl: '1.0.3', namespace: 'houses', name, version: '1.0.0' } };
}

/** Holds what is found of data that leaves against the label of a flow. */
export function judgeHouseFlow(flow: HouseFlow): FlowOutcome {
  const labels = (flow.leaks ?? '').split(', ').filter((label) => label !== '');
  const found = [...new Set(findingsOf(flow).flatMap(nameOf))];
  const isFound = (label: string) => alternatives(label).some((name) => found.includes(name));
  const isExpected = (name: string) => labels.some((label) => alternatives(label).includes(name));
  const certain = labels.filter((label) => !label.endsWith('?'));
  return {
    missed: certain.filter((label) => !isFound(label)),
    wrong: found.filter((name) => !isExpected(name)),
    right: certain.filter(isFound),
  };
}

function findingsOf(flow: HouseFlow): readonly Finding[] {
  const [document, ...workflows] = definitionsOf(flow).map(documentOf);
  if (document === undefined) return [];
  return checkDocument(document, { policy: policyOf(flow), today: '2026-11-22', workflows });
}

/** What holds in the house of a flow. */
export function policyOf({ house }: HouseFlow): Policy {
  return mergePolicy(defaultPolicy, houseOf(house).policy);
}

function documentOf(value: JsonObject) {
  const parsed = parseDocument(JSON.stringify(value));
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

function alternatives(label: string): readonly string[] {
  const [rule = '', leaking = '', tasks = ''] = label.replace('?', '').split(' ');
  return tasks.split('|').map((task) => `${rule} ${leaking} ${task}`);
}

function nameOf({ rule, leaking, location }: Finding): string[] {
  const tellsClass = flowRules.get(rule);
  if (tellsClass === undefined) return [];
  return [`${rule} ${tellsClass ? leaking : '-'} ${taskOf(location.pointer)}`];
}

/** The innermost task of a pointer, or the function. */
function taskOf(pointer: string): string {
  const tasks = [...pointer.matchAll(/\/(?:do|try|branches|before|after)\/\d+\/([^/]+)|^\/use\/functions\/([^/]+)/g)];
  const last = tasks.at(-1);
  return last?.[1] ?? last?.[2] ?? '';
}
