import { cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { DataPanel } from '../../renderer/features/data/DataPanel.tsx';
import { inspectFile, useDatasets } from '../../renderer/state/datasets/datasetsStore.ts';
import { choiceFor } from '../../renderer/state/runs/rehearsing.ts';
import { ok } from '../../shared/base/result.ts';
import type { Dataset, DatasetColumn } from '../../shared/contract/datasetMethods.ts';
import { giveLayout } from './giveLayout.ts';
import { startedPage } from './startedPage.ts';

const email: DatasetColumn = {
  name: 'mail',
  class: 'email',
  because: 'name-and-content',
  matching: 0.98,
  operator: 'fake',
  masked: 2,
};
const city: DatasetColumn = {
  name: 'city',
  class: 'none',
  because: 'nothing',
  matching: 0,
  operator: 'keep',
  masked: 0,
};
const kept: Dataset = {
  id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  name: 'people.csv',
  rows: 2,
  columns: [email, city],
  importedAt: '2026-11-22T10:00:00Z',
};
const file = new File(['mail,city\na@b.c,Ulm\n'], 'people.csv', { type: 'text/csv' });

async function page(list: readonly Dataset[] = []) {
  return startedPage(undefined, {
    'dataset.list': () => ok([...list]),
    'dataset.inspect': () => ok({ rows: 2, columns: [email, city], example: { mail: 'x@example.com', city: 'Ulm' } }),
    'dataset.import': () => ok(kept),
    'dataset.rows': () =>
      ok({
        rows: [
          { mail: 'x@example.com', city: 'Ulm' },
          { mail: 'y@example.com', city: 'Linz' },
        ],
        total: 2,
      }),
  });
}

async function choose(user: ReturnType<typeof userEvent.setup>, select: RegExp, option: string): Promise<void> {
  await user.click(screen.getByRole('button', { name: select }));
  await user.click(await screen.findByRole('option', { name: option }));
}

giveLayout();
afterEach(cleanup);

describe('importing sample data', () => {
  it('masks a column that is put into another class as that class is masked', async () => {
    const user = userEvent.setup();
    const bridge = await page();
    await inspectFile(file);
    render(<DataPanel />);
    await choose(user, /Class of city/, 'iban');
    await choose(user, /Class of mail/, 'none');
    expect(screen.getByText(/mail will be kept as it is/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Mask and keep' }));
    expect(bridge.inputs('dataset.import')[0]?.choices).toEqual([
      { column: 'city', class: 'iban', operator: 'format-preserving' },
      { column: 'mail', class: 'none', operator: 'keep' },
    ]);
  });

  it('names the next step where there is none', async () => {
    await page();
    render(<DataPanel />);
    expect(await screen.findByText('No sample data yet')).toBeTruthy();
    expect(screen.getAllByRole('button', { name: 'Import CSV or JSON…' }).length).toBeGreaterThan(0);
  });

  it('shows how each column was classified before anything is kept', async () => {
    const bridge = await page();
    await inspectFile(file);
    render(<DataPanel />);
    expect(screen.getByText(/Nothing is stored yet/)).toBeTruthy();
    const row = within(screen.getByRole('row', { name: /mail/ }));
    expect(row.getByText('by name and content, 98 % of the values match')).toBeTruthy();
    expect(row.getByText('x@example.com')).toBeTruthy();
    expect(bridge.inputs('dataset.import')).toEqual([]);
  });

  it('takes what the person decides, and warns before something sensitive is kept as it is', async () => {
    const user = userEvent.setup();
    const bridge = await page();
    await inspectFile(file);
    render(<DataPanel />);
    await choose(user, /Masking of mail/, 'keep');
    expect(screen.getByText(/mail will be kept as it is/)).toBeTruthy();
    await choose(user, /Masking of mail/, 'redact');
    await user.click(screen.getByRole('button', { name: 'Mask and keep' }));
    expect(bridge.inputs('dataset.import')).toEqual([
      {
        name: 'people.csv',
        format: 'csv',
        bytes: btoa('mail,city\na@b.c,Ulm\n'),
        choices: [{ column: 'mail', class: 'email', operator: 'redact' }],
      },
    ]);
    expect(useDatasets.getState().inspected).toBeNull();
  });

  it('keeps nothing where the person cancels', async () => {
    const bridge = await page();
    await inspectFile(file);
    render(<DataPanel />);
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(useDatasets.getState().inspected).toBeNull();
    expect(bridge.inputs('dataset.import')).toEqual([]);
    expect(bridge.inputs('dataset.cancel')).toEqual([]);
  });

  it('ends the masking where the person cancels meanwhile', async () => {
    const bridge = await page();
    await inspectFile(file);
    render(<DataPanel />);
    useDatasets.setState({ busy: true });
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(bridge.inputs('dataset.cancel')).toHaveLength(1);
    expect(useDatasets.getState().inspected).toBeNull();
  });
});

describe('a data set', () => {
  it('says what was done to each column, shows its rows, and gives one to the next rehearsal', async () => {
    const user = userEvent.setup();
    await page([kept]);
    render(<DataPanel />);
    expect(await screen.findByText('What was done to its 2 columns')).toBeTruthy();
    await user.click(await screen.findByText('y@example.com'));
    await user.click(screen.getByRole('button', { name: 'Rehearse with row 2' }));
    expect(choiceFor('greeting.yaml').input).toMatchObject({ kind: 'row', row: 1, name: 'people.csv' });
  });
});
