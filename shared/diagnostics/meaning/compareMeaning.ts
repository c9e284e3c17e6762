import type { Finding } from '../finding.ts';
import type { DocumentModel } from '../model.ts';
import { changedFact } from './changedFact.ts';
import { type Fact, type Subject, subjects } from './fact.ts';
import { factId, factsOf } from './facts.ts';
import { type Renames, renamesBetween } from './renames.ts';
import { withoutInner } from './taskChanges.ts';
import { taskLabel } from './taskFacts.ts';
import { differencesBetween, placesInWords, quoted, signOf } from './wording.ts';

/** What became of one thing between two definitions. */
export interface MeaningChange {
  readonly change: 'added' | 'removed' | 'changed' | 'renamed' | 'moved';
  readonly subject: Subject;
  readonly label: string;
  /** All of it in one sentence, with names between backticks. */
  readonly sentence: string;
  /** As it was and as it is, where a few characters say it; never of credentials and code. */
  readonly before: string | null;
  readonly after: string | null;
  /** Where the newer definition says it; null for what was removed. */
  readonly pointer: string | null;
  /** Where the older one says it; null for what was added. */
  readonly beforePointer: string | null;
}

/** What changed in findings; waived ones count as findings with a waiver. */
export interface FindingChanges {
  readonly added: readonly Finding[];
  readonly removed: readonly Finding[];
  /** As it was and as it is: its waiver or severity may be another. */
  readonly kept: readonly { readonly before: Finding; readonly after: Finding }[];
}

/**
 * What a definition means differently from an earlier one, by weight: what leaves, secrets, hosts and code first, tasks last.
 * Layout, comments, quotes and the order of keys change nothing; whatever else differs is in some change.
 */
export function compareMeaning(before: DocumentModel, after: DocumentModel): readonly MeaningChange[] {
  if (meansTheSame(before, after)) return [];
  const renames = renamesBetween(before, after);
  const older = new Map(factsOf(before).map((fact) => [idAfter(fact, renames), fact]));
  const newer = new Map(factsOf(after).map((fact) => [factId(fact), fact]));
  const added = [...newer].filter(([id]) => !older.has(id)).map(([, fact]) => fact);
  const removed = [...older].filter(([id]) => !newer.has(id)).map(([, fact]) => fact);
  const changes = [
    ...[...newer].flatMap(([id, fact]) => {
      const was = older.get(id);
      return was === undefined ? [] : changedFact(was, fact, renames);
    }),
    ...renames.tasks.map(({ from, to }) => renamed(from, to)),
    ...withoutInner(removed, added),
  ];
  if (changes.length === 0) return [elsewhere(before, after)];
  return changes.sort((one, other) => subjects.indexOf(one.subject) - subjects.indexOf(other.subject));
}

/** Whether two definitions differ in layout alone. */
export function meansTheSame(before: DocumentModel, after: DocumentModel): boolean {
  return signOf(before.document.value) === signOf(after.document.value);
}

/** Which findings are new, which are gone and which stayed, by their fingerprints. */
export function compareFindings(before: readonly Finding[], after: readonly Finding[]): FindingChanges {
  const older = new Map(before.map((finding) => [finding.fingerprint, finding]));
  const newer = new Set(after.map(({ fingerprint }) => fingerprint));
  return {
    added: after.filter(({ fingerprint }) => !older.has(fingerprint)),
    removed: before.filter(({ fingerprint }) => !newer.has(fingerprint)),
    kept: after.flatMap((finding) => {
      const was = older.get(finding.fingerprint);
      return was === undefined ? [] : [{ before: was, after: finding }];
    }),
  };
}

/** For what stands where the language has nothing: it is a change all the same. */
function elsewhere({ document: before }: DocumentModel, { document: after }: DocumentModel): MeaningChange {
  const label = 'definition';
  const places = placesInWords(differencesBetween(before.value, after.value).filter(({ path }) => path !== ''));
  const sentence = places === '' ? 'The definition changed.' : `The definition changed in ${places}.`;
  const [pointer, beforePointer] = ['', ''];
  return { change: 'changed', subject: label, label, sentence, before: null, after: null, pointer, beforePointer };
}

function idAfter(fact: Fact, { placeAfter }: Renames): string {
  return factId(fact.place === null ? fact : { ...fact, place: placeAfter(fact.place) });
}

function renamed(from: Renames['tasks'][number]['from'], to: Renames['tasks'][number]['to']): MeaningChange {
  return {
    change: 'renamed',
    subject: 'task',
    label: taskLabel(to),
    sentence: `The task ${quoted(from.name)} is now called ${quoted(to.name)}.`,
    before: from.name,
    after: to.name,
    pointer: to.reference,
    beforePointer: from.reference,
  };
}
