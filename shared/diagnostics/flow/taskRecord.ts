import type { Policy } from '../../policy/policy.ts';
import type { DefinitionPart } from '../definitionPart.ts';
import type { ModelTask } from '../modelTask.ts';
import type { Label, Passage, TextPlace } from './label.ts';
import type { PartNotes } from './partNotes.ts';
import type { Shape } from './shape.ts';
import type { Sure } from './sure.ts';
import type { Departure, State } from './workflowState.ts';

/** What a task was followed from. */
export interface TaskStart {
  readonly before: State;
  /** Told by identity; those of the workflow itself are a map, see {@link recallVariables}. */
  readonly variables: object;
  readonly policy: Policy;
}

/** A task that was followed before, and what came of it. */
export interface FollowedTask extends TaskStart {
  readonly task: ModelTask;
  readonly after: Departure;
  readonly notes: PartNotes;
  readonly visits: number;
  readonly steps: number;
}

/** Keeps what came of the task of a part, for the next check of the definition. */
export function rememberTask(part: DefinitionPart, followed: FollowedTask): void {
  followed.notes.isKept = true;
  part.followed = followed;
}

/** What came of a task before, if it starts from the same now. */
export function recallTask(
  { followed }: DefinitionPart,
  task: ModelTask,
  { before, variables, policy }: TaskStart,
): FollowedTask | null {
  if (followed === null || followed.task !== task) return null;
  if (followed.policy !== policy || followed.variables !== variables) return null;
  return isSameState(followed.before, before) ? followed : null;
}

/** The variables of a workflow as its tasks were followed with them before, where they are the same: then one look tells. */
export function recallVariables(
  parts: readonly DefinitionPart[],
  variables: ReadonlyMap<string, Shape>,
): ReadonlyMap<string, Shape> {
  for (const { followed } of parts) {
    const known = followed?.variables;
    if (known instanceof Map) return isSameMap(known, variables) ? known : variables;
  }
  return variables;
}

function isSameState(one: State, other: State): boolean {
  return isSameShape(one.data, other.data) && isSameShape(one.context, other.context);
}

function isSameShape(one: Shape | null, other: Shape | null): boolean {
  if (one === other) return true;
  if (one === null || other === null) return false;
  return (
    one.opens === other.opens &&
    one.root === other.root &&
    one.schema === other.schema &&
    one.type === other.type &&
    isSameSure(one.sure, other.sure) &&
    isSameSet(one.unsure, other.unsure) &&
    one.names.length === other.names.length &&
    one.names.every((name, index) => name === other.names[index]) &&
    areSameLabels(one.labels, other.labels) &&
    areSameLabels(one.keys, other.keys) &&
    isSameShape(one.items, other.items) &&
    isSameMap(one.members, other.members)
  );
}

function isSameSure(one: Sure | null, other: Sure | null): boolean {
  if (one === other) return true;
  if (one === null || other === null) return false;
  const [elements, others] = [one.elements ?? [], other.elements ?? []];
  return (
    one.type === other.type &&
    one.isExact === other.isExact &&
    one.isWhole === other.isWhole &&
    (one.values === null) === (other.values === null) &&
    (one.elements === null) === (other.elements === null) &&
    one.values?.length === other.values?.length &&
    elements.length === others.length &&
    (one.values ?? []).every((value, index) => value === other.values?.[index]) &&
    elements.every((element, index) => isSameShape(element, others[index] ?? null))
  );
}

function isSameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one === other || (one.size === other.size && [...one].every((name) => other.has(name)));
}

function isSameMap(one: ReadonlyMap<string, Shape>, other: ReadonlyMap<string, Shape>): boolean {
  if (one === other) return true;
  if (one.size !== other.size) return false;
  const others = other.entries();
  for (const [name, member] of one) {
    const [otherName, otherMember] = others.next().value ?? [];
    if (name !== otherName || otherMember === undefined || !isSameShape(member, otherMember)) return false;
  }
  return true;
}

function areSameLabels(some: readonly Label[], others: readonly Label[]): boolean {
  if (some === others) return true;
  return some.length === others.length && some.every((label, index) => isSameLabel(label, others[index]));
}

function isSameLabel(one: Label, other: Label | undefined): boolean {
  if (one === other) return true;
  if (other === undefined || one.isFollowed !== other.isFollowed) return false;
  return (
    isSameSource(one, other) &&
    isSamePlace(one.read, other.read) &&
    isSamePassage(one.passage, other.passage) &&
    one.encodings.length === other.encodings.length &&
    one.encodings.every((encoding, index) => encoding === other.encodings[index])
  );
}

function isSameSource({ source: one }: Label, { source: other }: Label): boolean {
  if (one === other) return true;
  return (
    one.id === other.id &&
    one.kind === other.kind &&
    one.class === other.class &&
    one.name === other.name &&
    one.declaredAt === other.declaredAt
  );
}

function isSamePassage(one: Passage | null, other: Passage | null): boolean {
  let [left, right] = [one, other];
  while (left !== right) {
    if (left === null || right === null || !isSamePlace(left.place, right.place)) return false;
    [left, right] = [left.before, right.before];
  }
  return true;
}

/** A text is the same only where it is the same object: what is kept points at it. */
function isSamePlace(one: TextPlace | null, other: TextPlace | null): boolean {
  if (one === other) return true;
  if (one === null || other === null) return false;
  return (
    one.text === other.text &&
    one.opaque === other.opaque &&
    one.range.start === other.range.start &&
    one.range.end === other.range.end
  );
}
