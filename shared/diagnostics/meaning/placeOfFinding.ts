import { splitPointer } from '../../workflow/pointer.ts';
import type { Finding, FindingLocation } from '../finding.ts';
import type { DocumentModel } from '../model.ts';
import type { ModelTask } from '../modelTask.ts';

/** What a reviewer groups findings by, beside the rule. */
export interface FindingPlace {
  /** The innermost task that it is in; null outside of tasks. */
  readonly task: { readonly reference: string; readonly name: string } | null;
  /** Where the data comes from and where it leaves; null for findings of another kind. */
  readonly way: { readonly source: string; readonly sink: string } | null;
}

/** Longest name of a source, in UTF-16 units. */
const maxName = 60;

/** The task and the way of data of a finding. */
export function placeOfFinding(finding: Finding, model: DocumentModel): FindingPlace {
  const task = taskOf(finding.location.pointer, model);
  return { task: task === null ? null : { reference: task.reference, name: task.name }, way: wayOf(finding, model) };
}

/** What leaves where it is read has a way of one place, and no locations beside its own. */
function wayOf({ location, related, leaking }: Finding, model: DocumentModel): FindingPlace['way'] {
  const source = related.find(({ role }) => role === 'source');
  const sink = related.find(({ role }) => role === 'sink');
  if (leaking === undefined && (source === undefined || sink === undefined)) return null;
  return { source: sourceName(source ?? location, model), sink: sinkName(sink ?? location, model) };
}

function taskOf(pointer: string, model: DocumentModel): ModelTask | null {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
    const task = model.taskAt(pointer.slice(0, end));
    if (task !== undefined) return task;
  }
  return null;
}

function sourceName({ range }: FindingLocation, { document }: DocumentModel): string {
  const text = document.text.slice(range.start, range.end).replace(/\s+/g, ' ').trim();
  return text.length > maxName ? `${text.slice(0, maxName)}…` : text;
}

/** `body of order` for `/do/0/order/with/body`. */
function sinkName({ pointer }: FindingLocation, model: DocumentModel): string {
  const task = taskOf(pointer, model);
  if (task === null) return 'result of the workflow';
  const [, argument] = splitPointer(pointer.slice(task.reference.length));
  return argument === undefined ? task.name : `${argument} of ${task.name}`;
}
