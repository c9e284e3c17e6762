import type { AppError } from '../../../shared/base/appError.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import {
  type BatchStatus,
  type BatchSummary,
  hasLeaks,
  OutcomeCounter,
  rowOutcome,
} from '../../../shared/simulation/batchSummary.ts';
import type { EnginePool } from './enginePool.ts';
import { type RehearsalRequest, rehearseWorkflow } from './rehearseWorkflow.ts';

/** Rows to rehearse with. */
export interface BatchRows {
  readonly total: number;
  /** Rows from a position on, as JSON texts; fewer than asked for at the end only. */
  read(from: number, count: number): readonly string[];
}

/** A rehearsal with each of many rows as its input. */
export interface BatchRequest extends Omit<RehearsalRequest, 'input' | 'progress'> {
  readonly rows: BatchRows;
  /** Told how many rows are done. */
  readonly progress?: (done: number) => void;
}

/** Rehearses a workflow with every row. A signal ends it with what was done; the error is about what was given. */
export async function rehearseRows(pool: EnginePool, request: BatchRequest): Promise<Result<BatchSummary, AppError>> {
  const { rows, progress, ...rest } = request;
  const counter = new OutcomeCounter();
  let done = 0;
  let status: BatchStatus = 'completed';
  for (const [row, json] of rows.read(0, rows.total).entries()) {
    const answer = await rehearseWorkflow(pool, { ...rest, input: JSON.parse(json) });
    if (!answer.ok && answer.error.code !== 'cancelled') return answer;
    if (!answer.ok || answer.value.trace.status === 'cancelled') {
      status = 'cancelled';
      break;
    }
    const { trace, limit } = answer.value;
    counter.add(row, rowOutcome(trace, limit), hasLeaks(trace));
    done += 1;
    progress?.(done);
  }
  return ok({ total: rows.total, done, status, ...counter.table() });
}
