import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import { type Drydock, test } from './harness.ts';
import { Workbench } from './pages/workbench.ts';

const path = 'approvals/purchase-approval.yaml';

/** What the panel of rehearsals says. */
function panelOf(page: Page): Locator {
  return page.getByRole('tabpanel', { name: 'Rehearsal' });
}

async function textNow({ call }: Drydock, of = path): Promise<string> {
  const read = await call('document.read', { path: of });
  if (!read.ok) throw new Error(read.error.message);
  return read.value.draft?.text ?? read.value.text;
}

async function noViolations(page: Page): Promise<void> {
  // Its other mode opens a page of its own, which Drydock does not allow.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test('a trace is stepped through by keyboard, forwards and backwards, and the editor follows', async ({
  drydock: { page },
}) => {
  const workbench = new Workbench(page);
  await workbench.openDocument('purchase-approval');
  const panel = await workbench.rehearse();
  const steps = panel.getByRole('toolbar', { name: 'Steps' });
  await expect(steps.getByRole('status')).toHaveText('Step 1 of 9: decideRoute, completed');
  await workbench.editor().focus();
  await page.keyboard.press('F9');
  await expect(steps.getByRole('status')).toHaveText('Step 2 of 9: askApprover, completed');
  await expect(workbench.editor()).toBeFocused();
  await expect(panel.getByRole('row', { name: 'askApprover (call)' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('F9');
  await page.keyboard.press('Shift+F9');
  await expect(steps.getByRole('status')).toHaveText('Step 2 of 9: askApprover, completed');
  const details = panel.getByRole('region', { name: 'About the selected task' });
  await details.getByRole('tab', { name: /^Effects/ }).click();
  await expect(details.getByText('email')).toBeVisible();
  await noViolations(page);
});

test('an expression is changed on the recorded data, applied as one undo step, and reverted', async ({ drydock }) => {
  const { page } = drydock;
  const workbench = new Workbench(page);
  await workbench.openDocument('purchase-approval');
  const before = await textNow(drydock);
  const panel = await workbench.rehearse();
  await panel.getByRole('tab', { name: 'Expressions 1' }).click();
  const field = panel.getByRole('textbox', { name: /^jq of switch\.0\.small\.when/ });
  await expect(field).toHaveValue('.request.amount < 500');
  const result = panel.getByRole('region', { name: 'Result of the expression' });
  await expect(result).toHaveText('false');
  await field.fill('.request.amount < ');
  await expect(panel.getByRole('region', { name: /^Expression / }).getByRole('status')).not.toHaveText('false');
  await field.fill('.request.am');
  await expect(panel.getByRole('option', { name: '.amount', exact: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('.request.amount');
  await expect(result).toHaveText('2890');
  await field.pressSequentially(' < 5000');
  await expect(result).toHaveText('true');
  await noViolations(page);
  await panel.getByRole('button', { name: 'Apply to the definition' }).click();
  await expect.poll(() => textNow(drydock)).toContain('when: .request.amount < 5000');
  await workbench.editor().focus();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect.poll(() => textNow(drydock)).toBe(before);
  await panel.getByRole('button', { name: 'Revert' }).click();
  await expect(field).toHaveValue('.request.amount < 500');
});

test('a run becomes a scenario with one command, and the scenario passes', async ({ drydock }) => {
  const { page } = drydock;
  const workbench = new Workbench(page);
  await workbench.openDocument('purchase-approval');
  await workbench.rehearse();
  await workbench.command('Make a scenario of this run');
  const made = 'approvals/purchase-approval.recorded.scenario.yaml';
  await expect.poll(async () => (await drydock.call('document.read', { path: made })).ok).toBe(true);
  expect(await textNow(drydock, made)).toContain('status: completed');
  const before = await drydock.call('run.list', { path, limit: 1 });
  await page.keyboard.press('F5');
  const again = () => drydock.call('run.list', { path, limit: 10 });
  await expect.poll(async () => ((await again()) as { value: readonly unknown[] }).value.length).toBe(2);
  const runs = await again();
  if (!runs.ok || !before.ok) throw new Error('the runs cannot be read');
  expect(runs.value[0]).toMatchObject({ scenario: made, digest: before.value[0]?.digest });
  const tested = await drydock.call('rehearsal.test', { run: 'test', path: made });
  expect(tested.ok && tested.value.map(({ passed }) => passed)).toEqual([true]);
});

test('every row of a data set is rehearsed, and a click on a row shows its trace', async ({ drydock, userData }) => {
  const { page } = drydock;
  const workbench = new Workbench(page);
  const file = join(userData, 'amounts.json');
  const rows = Array.from({ length: 12 }, (_, row) => ({
    request: { id: `R-${row}`, item: 'Chair', amount: row * 100, currency: 'EUR' },
    requester: { name: 'Ada', email: 'ada@post.example' },
    approver: { name: 'Grace', email: 'grace@works.example' },
  }));
  writeFileSync(file, JSON.stringify(rows));
  await workbench.importData(file);
  await workbench.openDocument('purchase-approval');
  await workbench.command('Show rehearsal');
  const panel = panelOf(page);
  await panel.getByRole('button', { name: /^Input/ }).click();
  await page.getByRole('option', { name: 'Every row of amounts.json (12)' }).click();
  await panel.getByRole('button', { name: 'Rehearse all rows' }).click();
  await expect(panel.getByText('12 of 12 rows of amounts.json, 2 outcomes')).toBeVisible();
  await expect(panel.getByText(/masked sample · seed .* · no network/)).toBeVisible();
  const outcomes = panel.getByRole('grid', { name: 'Outcomes of the rows' });
  await expect(outcomes.getByRole('row').nth(1)).toContainText('58.3 %');
  await noViolations(page);
  await outcomes.getByRole('row').nth(2).click();
  await panel
    .getByRole('grid', { name: 'Rows of this outcome' })
    .getByRole('row', { name: 'Row 2', exact: true })
    .click();
  await expect(panel.getByRole('toolbar', { name: 'Steps' }).getByRole('status')).toContainText('Step ');
  await panel.getByRole('tab', { name: /^Outcome/ }).click();
  await expect(panel.getByRole('region', { name: 'Input of the run' })).toContainText('"amount": 100');
});
