import { cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { readContext } from '../../renderer/commands/context.ts';
import { commandById } from '../../renderer/commands/registry.ts';
import { branchLabel } from '../../renderer/features/rehearsal/branchLabel.ts';
import { RehearsalPanel } from '../../renderer/features/rehearsal/RehearsalPanel.tsx';
import { useDatasets } from '../../renderer/state/datasets/datasetsStore.ts';
import { batchGroups } from '../../renderer/state/runs/batchGroups.ts';
import { choiceFor, startFollowingRuns } from '../../renderer/state/runs/rehearsing.ts';
import { rehearseRows } from '../../renderer/state/runs/rehearsingRows.ts';
import { type BatchOutcome, chooseRun, useRuns } from '../../renderer/state/runs/runsStore.ts';
import { ok } from '../../shared/base/result.ts';
import { giveLayout } from './giveLayout.ts';
import { startedPage } from './startedPage.ts';

const path = 'greeting.yaml';
const dataset = { id: 'D1', name: 'people.csv', rows: 10, columns: [], importedAt: '2026-01-01T00:00:00Z' };
const error = { type: 'https://a.example/e', status: 400, title: 'Validation', instance: '/input' };

function outcome(more: Partial<BatchOutcome>): BatchOutcome {
  return { status: 'completed', error: null, branches: [], tasks: ['/do/0/greet'], count: 1, rows: [0], ...more };
}

const outcomes = [
  outcome({ count: 6, rows: [0, 2, 4, 5, 6, 7], branches: ['/do/0/choose#case:0'] }),
  outcome({ count: 3, rows: [1, 3, 8], branches: ['/do/0/choose#none'] }),
  outcome({ count: 1, rows: [9], status: 'faulted', error, branches: ['/do/0/choose#none'] }),
];

async function batched() {
  const bridge = await startedPage(undefined, {
    'dataset.list': () => ok([dataset]),
    'rehearsal.batch': () => ok({ total: 10, done: 10, status: 'completed', outcomes }),
  });
  useDatasets.setState({ list: [dataset] });
  await rehearseRows(path);
  return bridge;
}

giveLayout();
afterEach(cleanup);

describe('outcomes of rows', () => {
  it('are put together by path and error, by path, or by error', () => {
    const counts = (by: 'outcome' | 'path' | 'error') => batchGroups(outcomes, by, 10).map(({ count }) => count);
    expect(counts('outcome')).toEqual([6, 3, 1]);
    expect(counts('error')).toEqual([9, 1]);
    expect(counts('path')).toEqual([6, 4]);
    const [, both] = batchGroups(outcomes, 'path', 10);
    expect(both).toMatchObject({ status: null, share: 0.4, rows: [1, 3, 8, 9], leaks: null });
    expect(batchGroups(outcomes, 'error', 10)[0]?.path).toBeNull();
  });

  it('have branches that people can read', () => {
    expect(branchLabel('/do/0/choose#case:1')).toBe('choose: case 2');
    expect(branchLabel('/do/0/choose#none')).toBe('choose: no case');
    expect(branchLabel('/do/0/charge#catch')).toBe('charge: catch');
  });
});

describe('rehearsing every row', () => {
  it('counts the rows of outcomes that are not told apart', async () => {
    const other = { count: 1_200, completed: 700 };
    await startedPage(undefined, {
      'dataset.list': () => ok([dataset]),
      'rehearsal.batch': () => ok({ total: 1_210, done: 1_210, status: 'completed', outcomes, other }),
    });
    useDatasets.setState({ list: [dataset] });
    await rehearseRows(path);
    render(<RehearsalPanel />);
    expect(
      screen.getByText('1,210 of 1,210 rows of people.csv, 3 outcomes, 1,200 rows with yet other outcomes'),
    ).toBeTruthy();
  });

  it('needs sample data', async () => {
    await startedPage();
    expect(commandById('rehearsal.batch')?.when(readContext())).toMatch(/Import sample data/);
  });

  it('takes the text in the editor, the scenario, the seed and the chosen data set', async () => {
    const bridge = await startedPage(undefined, {
      'rehearsal.batch': () => ok({ total: 10, done: 10, status: 'completed', outcomes }),
    });
    chooseRun(path, { scenario: null, input: { kind: 'rows', dataset: 'D2', name: 'b.csv' }, seed: '7' });
    await rehearseRows(path);
    expect(bridge.inputs('rehearsal.batch')).toMatchObject([{ path, dataset: 'D2', seed: 7 }]);
    expect(choiceFor(path).input).toEqual({ kind: 'rows', dataset: 'D2', name: 'b.csv' });
  });

  it('shows how many rows went which way, with shares, and rehearses the row that is clicked', async () => {
    const bridge = await batched();
    render(<RehearsalPanel />);
    expect(screen.getByText(/10 of 10 rows of people\.csv, 3 outcomes/)).toBeTruthy();
    const grid = screen.getByRole('grid', { name: 'Outcomes of the rows' });
    expect(within(grid).getByText('60.0 %')).toBeTruthy();
    await userEvent.click(within(grid).getByText('400 Validation at /input'));
    const rows = screen.getByRole('grid', { name: 'Rows of this outcome' });
    await userEvent.click(within(rows).getByRole('row', { name: 'Row 10' }));
    expect(bridge.inputs('rehearsal.run')).toMatchObject([{ path, input: { kind: 'row', dataset: 'D1', row: 9 } }]);
  });

  it('keeps what was done when it is cancelled, and says so', async () => {
    await startedPage(undefined, {
      'rehearsal.batch': () => ok({ total: 10, done: 9, status: 'cancelled', outcomes: outcomes.slice(0, 2) }),
    });
    useDatasets.setState({ list: [dataset] });
    await rehearseRows(path);
    render(<RehearsalPanel />);
    expect(screen.getByText(/9 of 10 rows of people\.csv, 2 outcomes/)).toBeTruthy();
    expect(screen.getByText('cancelled')).toBeTruthy();
    expect(screen.getByText('66.7 %')).toBeTruthy();
  });

  it('shows how far it is, and is cancelled like a run', async () => {
    const bridge = await batched();
    const stop = startFollowingRuns();
    useRuns.setState(({ current }) => (current === null ? {} : { current: { ...current, state: 'running' } }));
    render(<RehearsalPanel />);
    bridge.emit('rehearsal.progress', {
      run: useRuns.getState().current?.run ?? '',
      tasks: 0,
      effects: 0,
      done: 4,
      total: 10,
    });
    expect(await screen.findByText('Rehearsing: 4 of 10 rows')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Cancel the rehearsal' })).toBeTruthy();
    stop();
  });
});
