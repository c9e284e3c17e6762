import type { DocumentEntry } from '../../../shared/contract/documentMethods.ts';

/** A workflow with the scenarios and stubs that belong to it by name. */
export interface WorkflowGroup {
  readonly workflow: DocumentEntry;
  readonly companions: readonly DocumentEntry[];
}

/** The workspace as it is shown: workflows with their companions, and everything else. */
export interface WorkspaceGroups {
  readonly workflows: readonly WorkflowGroup[];
  readonly others: readonly DocumentEntry[];
}

/** A workflow's path without its extension: what names of its companions begin with. */
export function stemOf(path: string): string {
  return path.replace(/\.(?:ya?ml|json)$/i, '');
}

function belongs(companion: DocumentEntry, workflow: DocumentEntry): boolean {
  if (companion.kind !== 'scenario' && companion.kind !== 'stubs') return false;
  return companion.path.startsWith(`${stemOf(workflow.path)}.`);
}

/** The workflow with the longest name that a companion's begins with: `a.b` before `a` for `a.b.happy.scenario.yaml`. */
function ownerOf(companion: DocumentEntry, workflows: readonly DocumentEntry[]): DocumentEntry | null {
  const owners = workflows.filter((workflow) => belongs(companion, workflow));
  return owners.sort((a, b) => b.path.length - a.path.length)[0] ?? null;
}

const byPath = (a: DocumentEntry, b: DocumentEntry) => a.path.localeCompare(b.path);

/** Groups documents by the workflow they belong to. */
export function groupDocuments(entries: readonly DocumentEntry[]): WorkspaceGroups {
  const sorted = [...entries].sort(byPath);
  const workflows = sorted.filter((entry) => entry.kind === 'workflow');
  const groups = new Map(workflows.map((workflow) => [workflow.path, [] as DocumentEntry[]]));
  const others: DocumentEntry[] = [];
  for (const entry of sorted) {
    if (entry.kind === 'workflow') continue;
    const owner = ownerOf(entry, workflows);
    (groups.get(owner?.path ?? '') ?? others).push(entry);
  }
  return {
    workflows: workflows.map((workflow) => ({ workflow, companions: groups.get(workflow.path) ?? [] })),
    others,
  };
}

/** The workflow that a document is or belongs to, or null. */
export function workflowOf(path: string, entries: readonly DocumentEntry[]): string | null {
  const entry = entries.find((one) => one.path === path);
  if (entry === undefined) return null;
  if (entry.kind === 'workflow') return path;
  const workflows = entries.filter((one) => one.kind === 'workflow');
  return ownerOf(entry, workflows)?.path ?? null;
}

/** Scenarios of a workflow. */
export function scenariosOf(workflow: string, entries: readonly DocumentEntry[]): DocumentEntry[] {
  return entries
    .filter((entry) => entry.kind === 'scenario' && workflowOf(entry.path, entries) === workflow)
    .sort(byPath);
}

/** The part of a scenario's name that tells it from its siblings. */
export function scenarioName(scenario: string, workflow: string): string {
  return scenario.slice(stemOf(workflow).length + 1).replace(/\.scenario\.(?:ya?ml|json)$/i, '');
}
