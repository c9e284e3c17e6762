import { call } from '../../platform/bridge.ts';
import { useDatasets } from '../datasets/datasetsStore.ts';
import { openDocument } from '../documents/documentsStore.ts';
import { flushDrafts } from '../documents/draftJournal.ts';
import { begin, choiceFor, end, rehearseRequest, seedOf } from './rehearsing.ts';
import { chooseRun, type RunChoice, useRuns } from './runsStore.ts';

interface Rows {
  readonly dataset: string;
  readonly name: string;
}

/** The data set whose rows are meant: the one that is chosen as input, otherwise the one that was looked at last. */
function rowsOf({ input }: RunChoice): Rows | null {
  if (input.kind === 'rows' || input.kind === 'row') return { dataset: input.dataset, name: input.name };
  const { list, shown } = useDatasets.getState();
  const meant = list.find(({ id }) => id === shown) ?? list[0];
  return meant === undefined ? null : { dataset: meant.id, name: meant.name };
}

/** Rehearses a workflow, as it stands in the editor, with every row of the chosen data set. */
export async function rehearseRows(workflow: string): Promise<void> {
  const choice = choiceFor(workflow);
  const rows = rowsOf(choice);
  if (rows === null) return;
  chooseRun(workflow, { ...choice, input: { kind: 'rows', ...rows } });
  const run = begin(workflow, 'batch');
  const seed = seedOf(choice.seed);
  if (!seed.ok) return end(run, seed.error);
  await flushDrafts();
  const text = openDocument(workflow)?.text;
  const request = {
    path: workflow,
    ...(text !== undefined && { text }),
    ...(choice.scenario !== null && { scenario: choice.scenario }),
    ...(seed.value !== null && { seed: seed.value }),
  };
  const outcome = await call('rehearsal.batch', { run, ...request, dataset: rows.dataset });
  end(run, outcome.ok ? null : outcome.error);
  if (!outcome.ok) return;
  useRuns.setState({ batch: { workflow, ...rows, summary: outcome.value, request }, page: 'rows' });
}

/** Rehearses one row of the batch that is shown, as the batch did, and shows its trace. */
export async function rehearseRow(row: number): Promise<void> {
  const { batch } = useRuns.getState();
  if (batch === null) return;
  const { workflow, dataset, request } = batch;
  const run = begin(workflow, 'run');
  await rehearseRequest({ run, ...request, input: { kind: 'row', dataset, row } });
}
