import { oneLine } from '../../shared/base/withoutControls.ts';
import type { BatchSummary, OutcomeCount } from '../../shared/simulation/batchSummary.ts';
import { printedJson } from './printedJson.ts';

/** Rows that are named for each outcome in text; the JSON names more. */
const shownRows = 10;

/** A batch in one of the forms of `drydock run`. */
export function reportBatch(summary: BatchSummary, format: 'text' | 'json'): string {
  return format === 'json' ? printedJson({ batch: 1, ...summary }) : textReport(summary);
}

/** Whether every row was done and completed. */
export function isBatchFine({ status, outcomes, other }: BatchSummary): boolean {
  const isOtherFine = other === undefined || other.completed === other.count;
  return status === 'completed' && isOtherFine && outcomes.every((outcome) => outcome.status === 'completed');
}

function textReport({ total, done, status, outcomes, other }: BatchSummary): string {
  const lines = outcomes.flatMap(outcomeLines);
  if (other !== undefined) {
    lines.push(`${column(other.count)} with other outcomes, ${other.completed} of them completed`);
  }
  const ending = status === 'completed' ? '' : status === 'cancelled' ? ', cancelled' : ', stopped';
  const kinds = outcomes.length === 1 ? '1 outcome' : `${outcomes.length} outcomes`;
  lines.push(`${done} of ${total} rows${ending}, ${kinds}`);
  if (status === 'limit') lines.push('Too many rows had to be stopped from outside for the rest to be tried.');
  return `${lines.map(oneLine).join('\n')}\n`;
}

function outcomeLines({ status, error, limit, branches, tasks, count, rows, leaks }: OutcomeCount): string[] {
  const why = error === null ? '' : `: ${error.status} ${error.title} at ${error.instance}`;
  const path = branches.length > 0 ? branches : tasks.slice(-1);
  const named = rows.slice(0, shownRows).join(', ');
  return [
    `${column(count)} ${status}${why}`,
    ...(limit === undefined ? [] : [`        ${limit}`]),
    `        ${tasks.length} ${tasks.length === 1 ? 'task' : 'tasks'}${path.length === 0 ? '' : `, by ${path.join(', ')}`}`,
    `        rows ${named}${count > shownRows ? ', …' : ''}`,
    ...(leaks === undefined || leaks === 0 ? [] : [`        ${leaks} with leaks`]),
  ];
}

function column(rows: number): string {
  return String(rows).padStart(7);
}
