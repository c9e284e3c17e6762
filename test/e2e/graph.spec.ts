import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import { type Drydock, test } from './harness.ts';
import { Workbench } from './pages/workbench.ts';

const path = 'approvals/purchase-approval.yaml';

const scenario = 'approvals/purchase-approval.approved.scenario.yaml';

async function textNow({ call }: Drydock, of = path): Promise<string> {
  const read = await call('document.read', { path: of });
  if (!read.ok) throw new Error(read.error.message);
  return read.value.draft?.text ?? read.value.text;
}

/** Opens the sample's workflow and its graph by keyboard. */
async function openGraph(page: Page): Promise<{ workbench: Workbench; graph: Locator; outline: Locator }> {
  const workbench = new Workbench(page);
  await workbench.openDocument('purchase-approval');
  await page.keyboard.press('ControlOrMeta+Shift+G');
  const graph = page.getByRole('application', { name: /^Graph of approvals\/purchase-approval/ });
  await expect(graph).toBeFocused();
  return { workbench, graph, outline: page.getByRole('treegrid', { name: 'Outline of the graph' }) };
}

/** A task of the drawing, which assistive technology does not see: it has the outline. */
function box(graph: Locator, name: string): Locator {
  return graph.locator('[data-node]').filter({ hasText: new RegExp(`^${name}`) });
}

async function seriousViolations(page: Page): Promise<unknown[]> {
  // Its other mode opens a page of its own, which Drydock does not allow.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

test('text, graph, outline and problems select the same task, both ways', async ({ drydock: { page } }) => {
  const { workbench, graph, outline } = await openGraph(page);
  const isSelected = (name: string) =>
    expect(outline.getByRole('row', { name: new RegExp(`^${name}, `) })).toHaveAttribute('aria-selected', 'true');

  await box(graph, 'decideRoute').click();
  await isSelected('decideRoute');
  await expect(page.getByRole('contentinfo').getByText('Ln 29,')).toBeVisible();
  await expect(graph).toBeFocused();
  await expect(graph.locator('path[marker-end="url(#way-case)"]').first()).toBeAttached();

  await page.keyboard.press('ArrowDown');
  await isSelected('askApprover');
  await expect(workbench.problems().filter({ hasText: 'request.cardNumber' })).toHaveAttribute('aria-selected', 'true');
  await expect(outline.getByRole('row', { name: /^askApprover/ })).toHaveAccessibleName(/1 error.*data path \d, sink/);
  await expect(outline.getByRole('row', { name: /^Start of the workflow/ })).toHaveAccessibleName(
    /data path 1, source/,
  );

  await page.keyboard.press('Enter');
  await expect(workbench.editor()).toBeFocused();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('ArrowUp');
  await isSelected('tellRequester');

  await workbench.problems().first().click();
  await isSelected('askApprover');
  expect(await seriousViolations(page)).toEqual([]);
});

test('a task is changed on the graph, and one undo takes it back in the text', async ({ drydock }) => {
  const { page } = drydock;
  const { graph, outline } = await openGraph(page);
  const before = await textNow(drydock);
  await box(graph, 'askApprover').click();

  await page.keyboard.press('F2');
  const dialog = page.getByRole('dialog', { name: 'Rename askApprover' });
  await dialog.getByRole('textbox').fill('askSomebody');
  await page.keyboard.press('Enter');
  await expect(outline.getByRole('row', { name: /^askSomebody/ })).toHaveAttribute('aria-selected', 'true');
  await expect.poll(() => textNow(drydock)).toBe(before.replaceAll('askApprover', 'askSomebody'));

  await graph.focus();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect.poll(() => textNow(drydock)).toBe(before);
  await expect(outline.getByRole('row', { name: /^askApprover/ })).toBeVisible();

  await box(graph, 'decideRoute').click();
  await page.getByRole('button', { name: 'Add after' }).click();
  await page.getByRole('menuitem', { name: 'wait' }).click();
  await expect(outline.getByRole('row', { name: /^newWait, wait 30 seconds/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect.poll(() => textNow(drydock)).toContain('  - newWait:\n');
});

test('scenarios follow a renamed task by the keyboard alone, and an undo takes the offer away', async ({ drydock }) => {
  const { page } = drydock;
  const { graph } = await openGraph(page);
  const rename = async (name: string) => {
    await page.keyboard.press('F2');
    await page.getByRole('dialog', { name: /^Rename / }).waitFor();
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
  };
  const offer = page.getByRole('button', { name: /^Rewrite / });
  await box(graph, 'askApprover').click();
  await rename('askSomebody');
  await offer.waitFor();
  await expect(graph).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(offer).toHaveCount(0);
  await expect(box(graph, 'askApprover')).toBeVisible();

  await rename('askThem');
  await offer.waitFor();
  for (let part = 0; part < 10 && !(await offer.evaluate((it) => it === document.activeElement)); part += 1) {
    await page.keyboard.press('F6');
  }
  await page.keyboard.press('Enter');
  await expect.poll(() => textNow(drydock, scenario)).toContain('askThem');
  await expect(page.locator('body:focus')).toHaveCount(0);
});

test('a malformed text leaves the last graph, and says so', async ({ drydock: { page } }) => {
  const { workbench, graph } = await openGraph(page);
  await workbench.typeAtEnd('\n- [');
  await expect(page.getByText('This is the graph of the last text that could be read.')).toBeVisible();
  await expect(box(graph, 'decideRoute')).toBeVisible();
});

test('from afar, where names cannot be read, tasks are chosen all the same', async ({ drydock: { page } }) => {
  const { graph, outline } = await openGraph(page);
  const before = await box(graph, 'decideRoute').boundingBox();
  if (before === null) throw new Error('nothing is drawn');
  // About the middle of the task, which so stays where it is.
  await page.mouse.move(before.x + before.width / 2, before.y + before.height / 2);
  await page.keyboard.down('ControlOrMeta');
  for (let turn = 0; turn < 4; turn += 1) await page.mouse.wheel(0, 120);
  await page.keyboard.up('ControlOrMeta');
  await expect(graph.locator('[data-node]')).toHaveCount(0);
  await page.mouse.down();
  await page.mouse.up();
  await expect(outline.getByRole('row', { name: /^decideRoute, / })).toHaveAttribute('aria-selected', 'true');
  await expect(graph).toBeFocused();
});
