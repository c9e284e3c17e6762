import type { RunStatus, Trace, WorkflowError } from './trace.ts';

/** How a batch ended. `limit`: too many rows had to be stopped from outside for the rest to be tried. */
export const batchStatuses = ['completed', 'cancelled', 'limit'] as const;
/** How a batch ended. */
export type BatchStatus = (typeof batchStatuses)[number];

/** Most outcomes that are told apart; rows with others are only counted. */
export const maxOutcomes = 200;
/** Most rows that are named for one outcome. */
export const maxOutcomeRows = 1_000;
/** Longest title and type of an error that is kept: a workflow may put anything there. */
const maxErrorText = 300;

/** What tells one outcome from another. The detail of an error does not: it may name values of the row. */
export interface RowOutcome {
  readonly status: RunStatus;
  readonly error: Omit<WorkflowError, 'detail'> | null;
  /** In the order in which the first run of this outcome took them; another order makes no other outcome. */
  readonly branches: readonly string[];
  readonly tasks: readonly string[];
  /** Why the run ended as `limit`. */
  readonly limit?: string;
}

/** Rows that went the same way. */
export interface OutcomeCount extends RowOutcome {
  readonly count: number;
  /** Positions of the first of them, ascending. */
  readonly rows: readonly number[];
  /** How many of them had leaks; absent where leaks were not looked for. */
  readonly leaks?: number;
}

/** Rows that are only counted. */
export interface OtherRows {
  readonly count: number;
  readonly completed: number;
}

/** What came of the rows so far. */
export interface OutcomeTable {
  /** Most frequent first. */
  readonly outcomes: readonly OutcomeCount[];
  /** Rows with yet other outcomes, and how many of these completed; absent for none. */
  readonly other?: OtherRows;
}

/** A whole batch: the counts, and `other`, add up to `done`. */
export interface BatchSummary extends OutcomeTable {
  readonly total: number;
  readonly done: number;
  readonly status: BatchStatus;
}

/** What a summary keeps of a run. */
export function rowOutcome({ status, error, coverage }: Trace, limit?: string): RowOutcome {
  return {
    status,
    error: error === null ? null : shortError(error),
    branches: coverage?.branches ?? [],
    tasks: coverage?.tasks ?? [],
    ...(limit !== undefined && { limit }),
  };
}

/** Whether a run had leaks; undefined where they were not looked for. */
export function hasLeaks({ leaks }: Trace): boolean | undefined {
  return leaks === undefined ? undefined : leaks.length > 0;
}

function shortError({ type, status, title, instance }: WorkflowError): Omit<WorkflowError, 'detail'> {
  return { type: type.slice(0, maxErrorText), status, title: title.slice(0, maxErrorText), instance };
}

interface Entry {
  readonly outcome: RowOutcome;
  readonly rows: number[];
  count: number;
  leaks: number | undefined;
}

/** Counts outcomes. Rows come in ascending order. */
export class OutcomeCounter {
  readonly #entries = new Map<string, Entry>();
  #other: OtherRows = { count: 0, completed: 0 };

  /** Counts one row; `leaks` says whether it had some, where they were looked for. */
  add(row: number, outcome: RowOutcome, leaks?: boolean): void {
    const entry = this.#entryOf(outcome);
    if (entry === null) {
      this.#addOther(outcome.status, 1);
      return;
    }
    entry.count += 1;
    if (entry.rows.length < maxOutcomeRows) entry.rows.push(row);
    if (leaks !== undefined) entry.leaks = (entry.leaks ?? 0) + Number(leaks);
  }

  /** Adds what was counted of rows behind those counted here. */
  merge(table: OutcomeTable): void {
    const { count = 0, completed = 0 } = table.other ?? {};
    this.#other = { count: this.#other.count + count, completed: this.#other.completed + completed };
    for (const { count, rows, leaks, ...outcome } of table.outcomes) {
      const entry = this.#entryOf(outcome);
      if (entry === null) {
        this.#addOther(outcome.status, count);
        continue;
      }
      entry.count += count;
      entry.rows.push(...rows.slice(0, maxOutcomeRows - entry.rows.length));
      if (leaks !== undefined) entry.leaks = (entry.leaks ?? 0) + leaks;
    }
  }

  /** Everything so far; outcomes of the same count stand in the order of their first row. */
  table(): OutcomeTable {
    const entries = [...this.#entries.values()].toSorted(
      (one, another) => another.count - one.count || (one.rows[0] ?? 0) - (another.rows[0] ?? 0),
    );
    return {
      outcomes: entries.map(({ outcome, count, rows, leaks }) => ({
        ...outcome,
        count,
        rows,
        ...(leaks !== undefined && { leaks }),
      })),
      ...(this.#other.count > 0 && { other: this.#other }),
    };
  }

  #addOther(status: RunStatus, rows: number): void {
    const { count, completed } = this.#other;
    this.#other = { count: count + rows, completed: completed + (status === 'completed' ? rows : 0) };
  }

  /** Null where it is one more than are told apart. */
  #entryOf({ status, error, branches, tasks, limit }: RowOutcome): Entry | null {
    const { type, status: code, title, instance } = error ?? {};
    const path = [branches.toSorted(), tasks.toSorted()];
    const key = JSON.stringify([status, type, code, title, instance, limit, path]);
    const known = this.#entries.get(key);
    if (known !== undefined || this.#entries.size >= maxOutcomes) return known ?? null;
    const outcome = { status, error, branches, tasks, ...(limit !== undefined && { limit }) };
    const entry: Entry = { outcome, rows: [], count: 0, leaks: undefined };
    this.#entries.set(key, entry);
    return entry;
  }
}
