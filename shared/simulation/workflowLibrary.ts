import { isJsonObject, type Json } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { Workflow } from '../workflow/definition.ts';
import type { SourceDocument } from '../workflow/document.ts';
import { parseDocument } from '../workflow/parseDocument.ts';
import { validateDefinition } from '../workflow/validateDefinition.ts';
import type { Plan } from './plan.ts';
import { planWorkflow } from './planWorkflow.ts';
import type { WorkflowLibrary } from './run.ts';

/** What names a workflow; the version `latest` is the highest there is. */
export interface WorkflowName {
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
}

interface Entry extends WorkflowName {
  readonly document: SourceDocument;
}

/** Workflows that others may run, by what their texts say they are. A text that cannot be read is passed over. */
export function workflowLibrary(texts: readonly string[]): WorkflowLibrary {
  let entries: readonly Entry[] | null = null;
  const planned = new Map<Entry, Result<Plan, string>>();
  return {
    find(wanted) {
      entries ??= texts.flatMap(readEntry);
      const entry = chosen(entries, wanted);
      if (entry === null) return null;
      const plan = planned.get(entry) ?? planEntry(entry);
      planned.set(entry, plan);
      return plan;
    },
  };
}

/** What a text says it is, where it is a workflow that others may run. */
export function workflowNameOf(text: string): WorkflowName | null {
  const [entry] = readEntry(text);
  if (entry === undefined) return null;
  const { namespace, name, version } = entry;
  return { namespace, name, version };
}

function readEntry(text: string): Entry[] {
  const document = parseDocument(text);
  if (!document.ok || !isJsonObject(document.value.value)) return [];
  const { document: header } = document.value.value;
  if (!isJsonObject(header)) return [];
  const { namespace, name, version } = header;
  if (typeof namespace !== 'string' || typeof name !== 'string' || typeof version !== 'string') return [];
  return [{ namespace, name, version, document: document.value }];
}

function chosen(entries: readonly Entry[], { namespace, name, version }: WorkflowName): Entry | null {
  const versions = entries.filter((entry) => entry.namespace === namespace && entry.name === name);
  if (version !== 'latest') return versions.find((entry) => entry.version === version) ?? null;
  return versions.toSorted((a, b) => compareVersions(b.version, a.version))[0] ?? null;
}

/** By the three numbers of a semantic version; a pre-release is lower than its release (semver.org, 11). */
function compareVersions(a: string, b: string): number {
  const [first, second] = [a, b].map((version) => version.split('+')[0]?.split('-') ?? []);
  const [numbers, others] = [first, second].map((parts) => (parts?.[0] ?? '').split('.').map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (numbers?.[index] ?? 0) - (others?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return Number((first?.length ?? 0) === 1) - Number((second?.length ?? 0) === 1);
}

function planEntry({ document, namespace, name, version }: Entry): Result<Plan, string> {
  const [syntax] = document.problems;
  const [problem] = syntax === undefined ? validateDefinition(document) : [syntax];
  if (problem !== undefined) {
    return err(`The workflow ${namespace}/${name}/${version} is not valid: ${problem.message}`);
  }
  return ok(planWorkflow(document.value as Json as unknown as Workflow));
}
