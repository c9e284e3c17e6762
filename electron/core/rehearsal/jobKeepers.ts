import type { RowsReport } from '../../../shared/simulation/batchProtocol.ts';
import type { EngineReport } from '../../../shared/simulation/engineProtocol.ts';
import type { RehearsalStart } from '../../../shared/simulation/ports.ts';
import type { EffectRecord, TaskRecord } from '../../../shared/simulation/trace.ts';
import { partialTrace } from './partialTrace.ts';

/** What came of a job. */
export type EngineAnswer = Omit<Extract<EngineReport, { report: 'ended' }>, 'report'>;

/** Told how much of a rehearsal has happened so far. */
export type RehearsalProgress = (progress: { readonly tasks: number; readonly effects: number }) => void;

/** What came of a chunk of a batch: all its rows are done, or the child was ended before. */
export type RowsEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'limit'; readonly limit: string };

/** Keeps what a child says about its job. */
export interface Keeper<T> {
  /** The answer where this report is the last one, null otherwise. */
  take(report: EngineReport): T | null;
  /** The answer where the child was ended before. */
  stopped(by: 'limit' | 'cancelled', text: string): T;
}

/** Keeps the records of one rehearsal, so that one that is ended has a trace up to there. */
export class TraceKeeper implements Keeper<EngineAnswer> {
  readonly #progress: RehearsalProgress | undefined;
  #start: RehearsalStart | null = null;
  readonly #tasks = new Map<number, TaskRecord>();
  readonly #effects = new Map<number, EffectRecord>();

  constructor(progress: RehearsalProgress | undefined) {
    this.#progress = progress;
  }

  take(report: EngineReport): EngineAnswer | null {
    if (report.report === 'started') this.#start = report;
    if (report.report === 'records') {
      for (const { index, record } of report.tasks) this.#tasks.set(index, record);
      for (const { index, record } of report.effects) this.#effects.set(index, record);
      this.#progress?.({ tasks: this.#tasks.size, effects: this.#effects.size });
    }
    if (report.report !== 'ended') return null;
    const { report: _report, ...answer } = report;
    return answer;
  }

  stopped(by: 'limit' | 'cancelled', limit: string): EngineAnswer {
    const records = { tasks: inOrder(this.#tasks), effects: inOrder(this.#effects) };
    const trace = partialTrace(this.#start, by, records);
    return by === 'cancelled' ? { trace } : { trace, limit };
  }
}

/** Passes on what rows of a batch came to. */
export class RowsKeeper implements Keeper<RowsEnd> {
  readonly #rows: (report: RowsReport) => void;

  constructor(rows: (report: RowsReport) => void) {
    this.#rows = rows;
  }

  take(report: EngineReport): RowsEnd | null {
    if (report.report === 'rows') this.#rows(report);
    return report.report === 'rowsEnded' ? { kind: 'done' } : null;
  }

  stopped(by: 'limit' | 'cancelled', limit: string): RowsEnd {
    return by === 'cancelled' ? { kind: 'cancelled' } : { kind: 'limit', limit };
  }
}

/** Records come when they are final, not in the order in which they started. */
function inOrder<T>(records: ReadonlyMap<number, T>): T[] {
  return [...records].toSorted(([one], [other]) => one - other).map(([, record]) => record);
}
