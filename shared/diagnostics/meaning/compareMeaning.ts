import type { Finding } from '../finding.ts';
import type { DocumentModel } from '../model.ts';
import { type Fact, factsOf, type Subject, subjects } from './facts.ts';

/** What became of one thing between two definitions. */
export interface MeaningChange {
  readonly change: 'added' | 'removed' | 'changed' | 'renamed';
  readonly subject: Subject;
  readonly label: string;
  /** As it was, for `changed`; the old label for `renamed`; null otherwise. */
  readonly before: string | null;
  readonly after: string | null;
  /** Where the newer definition says it; the older one for what was removed. */
  readonly pointer: string;
}

/** What changed in findings; waived ones count as findings with a waiver. */
export interface FindingChanges {
  readonly added: readonly Finding[];
  readonly removed: readonly Finding[];
  readonly kept: readonly Finding[];
}

/**
 * What a definition means differently from an earlier one, by weight: what leaves, secrets, hosts and code first, tasks last.
 * Layout, comments, quotes and the order of keys change nothing.
 */
export function compareMeaning(before: DocumentModel, after: DocumentModel): readonly MeaningChange[] {
  const older = byId(factsOf(before));
  const newer = byId(factsOf(after));
  const added = [...newer].filter(([id]) => !older.has(id)).map(([, fact]) => fact);
  const removed = [...older].filter(([id]) => !newer.has(id)).map(([, fact]) => fact);
  const renamed = renamedTasks(removed, added);
  const changes: MeaningChange[] = [
    ...[...newer].flatMap(([id, fact]) => changed(older.get(id), fact)),
    ...renamed.map(({ from, to }) => changeOf('renamed', to, from.label, to.label)),
    ...added.filter((fact) => !renamed.some(({ to }) => to === fact)).map((fact) => changeOf('added', fact)),
    ...removed.filter((fact) => !renamed.some(({ from }) => from === fact)).map((fact) => changeOf('removed', fact)),
  ];
  return changes.sort((one, other) => subjects.indexOf(one.subject) - subjects.indexOf(other.subject));
}

/** Which findings are new, which are gone and which stayed, by their fingerprints. */
export function compareFindings(before: readonly Finding[], after: readonly Finding[]): FindingChanges {
  const older = new Set(before.map(({ fingerprint }) => fingerprint));
  const newer = new Set(after.map(({ fingerprint }) => fingerprint));
  return {
    added: after.filter(({ fingerprint }) => !older.has(fingerprint)),
    removed: before.filter(({ fingerprint }) => !newer.has(fingerprint)),
    kept: after.filter(({ fingerprint }) => older.has(fingerprint)),
  };
}

function byId(facts: readonly Fact[]): ReadonlyMap<string, Fact> {
  return new Map(facts.map((fact) => [`${fact.subject} ${fact.key}`, fact]));
}

function changed(before: Fact | undefined, after: Fact): MeaningChange[] {
  if (before === undefined || before.value === after.value) return [];
  // A list that lost or gained tasks says so by the tasks.
  if (after.subject === 'order' && !isReordered(before.value, after.value)) return [];
  return [changeOf('changed', after, before.value, after.value)];
}

function isReordered(before: string, after: string): boolean {
  const older = before.split(' → ');
  const newer = after.split(' → ');
  const common = older.filter((name) => newer.includes(name));
  return common.join(' → ') !== newer.filter((name) => older.includes(name)).join(' → ');
}

/** A task that is gone and one that came, and that do the same, are one task with another name. */
function renamedTasks(removed: readonly Fact[], added: readonly Fact[]): { readonly from: Fact; readonly to: Fact }[] {
  const open = removed.filter(({ subject }) => subject === 'task');
  return added.flatMap((to) => {
    if (to.subject !== 'task') return [];
    const index = open.findIndex((from) => from.value === to.value && holderOf(from) === holderOf(to));
    const [from] = index < 0 ? [] : open.splice(index, 1);
    return from === undefined ? [] : [{ from, to }];
  });
}

function holderOf({ key }: Fact): string {
  return key.slice(0, Math.max(0, key.lastIndexOf('/')));
}

function changeOf(
  change: MeaningChange['change'],
  { subject, label, pointer }: Fact,
  before: string | null = null,
  after: string | null = null,
): MeaningChange {
  return { change, subject, label, before, after, pointer };
}
