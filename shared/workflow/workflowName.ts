import { isJsonObject, type Json } from '../base/json.ts';

/** What names a workflow; to ask for the version `latest` is to ask for the highest there is. */
export interface WorkflowName {
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
}

/** The name that a `run.workflow` asks for, or that the `document` of a definition states; null where a part of it is missing. */
export function workflowNameOf(value: Json | undefined): WorkflowName | null {
  if (value === undefined || !isJsonObject(value)) return null;
  const { namespace, name, version } = value;
  if (typeof namespace !== 'string' || typeof name !== 'string' || typeof version !== 'string') return null;
  return { namespace, name, version };
}

/** The name that a whole definition states; null where it states none. */
export function statedName(definition: Json): WorkflowName | null {
  return isJsonObject(definition) ? workflowNameOf(definition.document) : null;
}

/** Whether a workflow may be the one that is asked for: every version may be the latest. */
export function mayBeMeant(wanted: WorkflowName, { namespace, name, version }: WorkflowName): boolean {
  if (namespace !== wanted.namespace || name !== wanted.name) return false;
  return wanted.version === 'latest' || wanted.version === version;
}

/** The candidate that is meant: of the highest version for `latest`, and the first where two state the same name. */
export function meantWorkflow<T extends WorkflowName>(candidates: readonly T[], wanted: WorkflowName): T | null {
  const found = candidates.filter((one) => mayBeMeant(wanted, one));
  return found.toSorted((a, b) => compareVersions(b.version, a.version))[0] ?? null;
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
