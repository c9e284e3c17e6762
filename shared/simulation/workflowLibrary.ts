import type { Json } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { Workflow } from '../workflow/definition.ts';
import type { SourceDocument } from '../workflow/document.ts';
import { parseDocument } from '../workflow/parseDocument.ts';
import { validateDefinition } from '../workflow/validateDefinition.ts';
import { meantWorkflow, statedName, type WorkflowName } from '../workflow/workflowName.ts';
import type { Plan } from './plan.ts';
import { planWorkflow } from './planWorkflow.ts';
import type { WorkflowLibrary } from './run.ts';

interface Entry extends WorkflowName {
  readonly document: SourceDocument;
}

/**
 * Workflows that others may run, by what their texts say they are. A text that cannot be read is passed over. Plans are
 * observed as those of `planWorkflow`.
 */
export function workflowLibrary(texts: readonly string[], isObserved = false): WorkflowLibrary {
  let entries: readonly Entry[] | null = null;
  const planned = new Map<Entry, Result<Plan, string>>();
  return {
    find(wanted) {
      entries ??= texts.flatMap(readEntry);
      const entry = meantWorkflow(entries, wanted);
      if (entry === null) return null;
      const plan = planned.get(entry) ?? planEntry(entry, isObserved);
      planned.set(entry, plan);
      return plan;
    },
  };
}

function readEntry(text: string): Entry[] {
  const document = parseDocument(text);
  if (!document.ok) return [];
  const name = statedName(document.value.value);
  return name === null ? [] : [{ ...name, document: document.value }];
}

function planEntry({ document, namespace, name, version }: Entry, isObserved: boolean): Result<Plan, string> {
  const [syntax] = document.problems;
  const [problem] = syntax === undefined ? validateDefinition(document) : [syntax];
  if (problem !== undefined) {
    return err(`The workflow ${namespace}/${name}/${version} is not valid: ${problem.message}`);
  }
  return ok(planWorkflow(document.value as Json as unknown as Workflow, isObserved));
}
