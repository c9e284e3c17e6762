import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { EnginePool } from '../core/rehearsal/enginePool.ts';
import { type BatchRequest, rehearseRows } from '../core/rehearsal/rehearseRows.ts';
import { isBatchFine, reportBatch } from './batchReport.ts';
import { type CommandIo, type ExitStatus, exitStatus } from './command.ts';
import { unable } from './tell.ts';

/** Rehearses with every row and prints what came of them; of a batch that is interrupted, what was done. */
export async function runBatch(
  pool: EnginePool,
  request: Omit<BatchRequest, 'rows' | 'progress'>,
  rows: readonly string[],
  { format, io }: { readonly format: 'text' | 'json'; readonly io: CommandIo },
): Promise<ExitStatus> {
  const total = rows.length;
  const summary = await rehearseRows(pool, {
    ...request,
    rows: { total, read: (from, count) => rows.slice(from, from + count) },
    progress: (done) => io.progress?.(`${done} of ${total} rows`),
  });
  io.progress?.('');
  if (!summary.ok) return unable(io, 'run', summary.error);
  io.out(reportBatch(summary.value, format));
  return isBatchFine(summary.value) ? exitStatus.fine : exitStatus.no;
}

/** The row of this position, from 0, as `row` of a scenario counts. */
export function rowOf(rows: readonly string[], position: string): Result<string> {
  const row = /^\d{1,9}$/.test(position) ? rows[Number(position)] : undefined;
  if (row !== undefined) return ok(row);
  const problem =
    rows.length === 0 ? 'there are no rows' : `--row is the position of a row from 0 to ${rows.length - 1}`;
  return err(appError('invalid-input', problem));
}
