import type { BatchOutcome } from './runsStore.ts';

/** What rows of a batch are put together by. */
export type BatchGrouping = 'outcome' | 'error' | 'path';

/** Rows of a batch that are alike in what they are grouped by. */
export interface BatchGroup {
  readonly status: BatchOutcome['status'] | null;
  readonly error: BatchOutcome['error'];
  readonly limit: string | null;
  /** The path; null where the group has more than one. */
  readonly path: Pick<BatchOutcome, 'branches' | 'tasks'> | null;
  readonly count: number;
  /** Of all rows that were rehearsed, 0 to 1. */
  readonly share: number;
  /** Positions of the first of them, from 0, ascending. */
  readonly rows: readonly number[];
  /** Null where nobody looked for leaks. */
  readonly leaks: number | null;
}

function keyOf({ status, error, limit, branches, tasks }: BatchOutcome, by: BatchGrouping): string {
  const ending = [status, error, limit];
  const path = [branches.toSorted(), tasks.toSorted()];
  return JSON.stringify(by === 'outcome' ? [ending, path] : by === 'error' ? ending : path);
}

function groupOf(members: readonly BatchOutcome[], by: BatchGrouping, done: number): BatchGroup {
  const [first] = members;
  const isOne = members.length === 1;
  const count = members.reduce((sum, member) => sum + member.count, 0);
  const leaks = members.map((member) => member.leaks ?? 0).reduce((sum, one) => sum + one, 0);
  return {
    status: by === 'path' && !isOne ? null : (first?.status ?? null),
    error: by === 'path' && !isOne ? null : (first?.error ?? null),
    limit: by === 'path' && !isOne ? null : (first?.limit ?? null),
    path: first === undefined || (by === 'error' && !isOne) ? null : { branches: first.branches, tasks: first.tasks },
    count,
    share: done === 0 ? 0 : count / done,
    rows: members.flatMap((member) => member.rows).sort((a, b) => a - b),
    leaks: members.every((member) => member.leaks === undefined) ? null : leaks,
  };
}

/** The outcomes of a batch, put together by path and error, or by one of them; the most frequent first. */
export function batchGroups(outcomes: readonly BatchOutcome[], by: BatchGrouping, done: number): BatchGroup[] {
  const groups = new Map<string, BatchOutcome[]>();
  for (const outcome of outcomes) {
    const key = keyOf(outcome, by);
    groups.set(key, [...(groups.get(key) ?? []), outcome]);
  }
  return [...groups.values()].map((members) => groupOf(members, by, done)).sort((a, b) => b.count - a.count);
}
