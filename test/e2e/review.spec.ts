import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './harness.ts';
import { Workbench } from './pages/workbench.ts';
import { answerPickers } from './pickers.ts';

/** Means what it says and nothing holds its seal back. */
const sealed = `document: { dsl: 1.0.3, namespace: test, name: orders, version: 0.1.0 }
input: { schema: { document: { type: object, properties: { id: { type: string }, ssn: { type: string } } } } }
timeout: { after: PT5M }
do:
  - order:
      call: http
      with: { method: get, endpoint: "https://erp.example.com/orders" }
      output: { as: $input }
  - tell:
      call: email:1.0.0@default
      with: { to: sales@example.com, subject: An order, body: "Order {{id}}" }
`;
/** Another host, a field that leaves, a longer limit, and another layout. */
const changed = sealed
  .replace('https://erp.example.com', 'http://other.example.org')
  .replace('{{id}}', '{{id}} of {{ssn}}')
  .replace('timeout: { after: PT5M }', 'timeout:\n  after: PT1H # longer');

async function seriousViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`);
}

test('a sealed workflow is changed, and the review says what that means', async ({ drydock, userData }) => {
  const { electron, page } = drydock;
  const workbench = new Workbench(page);
  const [file, bundle] = [join(userData, 'orders.yaml'), join(userData, 'orders.tar')];
  writeFileSync(file, sealed);
  await answerPickers(electron, { open: [file], save: bundle });
  await workbench.command('Import files');
  await workbench.openDocument('orders');
  await workbench.previewSeal();
  await workbench.seal('Seal to a file…');
  await expect.poll(() => existsSync(bundle)).toBe(true);

  await workbench.openDocument('orders');
  await workbench.editor().focus();
  await page.keyboard.press('ControlOrMeta+A');
  await electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), changed);
  await page.keyboard.press('ControlOrMeta+V');
  await page.keyboard.press('ControlOrMeta+Shift+C');
  const review = page.getByRole('tabpanel', { name: 'Review' });
  const meaning = review.getByRole('region', { name: 'Changes of meaning' });
  await expect(review.getByRole('button', { name: /^Last sealed/ })).toBeVisible();
  await expect(meaning.getByRole('heading', { level: 3 })).toHaveText([
    /^Sensitive data/,
    /^Hosts/,
    /^Limits/,
    /^Tasks/,
  ]);
  await expect(meaning.getByText('ssn (class ssn) now leaves in body of tell.')).toBeVisible();
  await expect(meaning.getByText('The workflow now reaches http://other.example.org.')).toBeVisible();
  await expect(meaning.getByText('The timeout of the workflow was PT5M and is PT1H.')).toBeVisible();

  const findings = review.getByRole('region', { name: 'Findings', exact: true });
  await expect(findings.getByRole('heading', { level: 3 }).first()).toContainText('new');
  await findings.getByRole('button', { name: 'Group findings' }).click();
  await page.getByRole('option', { name: 'By flow of data' }).click();
  await expect(findings.getByRole('heading', { name: /ssn → body of tell/ })).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);

  await meaning.getByRole('button', { name: /^line \d+: The workflow now reaches/ }).click();
  await expect(workbench.editor()).toBeFocused();
  await expect(page.getByRole('contentinfo').getByText('Ln 8,')).toBeVisible();

  await meaning.getByRole('button', { name: /^was line \d+: The workflow no longer reaches/ }).click();
  await expect(page.getByText('on the left, the editor’s text on the right')).toBeVisible();

  await findings.getByRole('button', { name: /^waive….*not encrypted/ }).click();
  const form = page.getByRole('form', { name: 'Waive this problem' });
  await form.getByLabel('Reason, for the reviewer').fill('inside the plant only');
  await form.getByRole('button', { name: 'Write waiver' }).click();
  const waivers = review.getByRole('region', { name: 'Waivers' });
  await expect(waivers.getByRole('row', { name: /insecure-scheme inside the plant only/ })).toContainText('New');
});

test('a finding is explained, its path peeked at and its waiver begun in the editor', async ({ drydock, userData }) => {
  const { electron, page } = drydock;
  const workbench = new Workbench(page);
  const file = join(userData, 'orders.yaml');
  writeFileSync(file, changed);
  await answerPickers(electron, { open: [file] });
  await workbench.command('Import files');
  await workbench.openDocument('orders');
  await workbench.problems().filter({ hasText: 'unmasked' }).first().click();
  await page.keyboard.press('Alt+F8');
  const peek = page.getByRole('tree', { name: /References/ });
  await expect(peek.getByRole('treeitem')).toHaveCount(3);
  await page.keyboard.press('Escape');
  await expect(workbench.editor()).toBeFocused();
  await expect(page.locator('.view-line [class*=stop]').filter({ hasText: /^\d$/ }).first()).toBeVisible();

  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.press('ControlOrMeta+I');
  await expect(page.getByText('Sensitive field leaves unmasked')).toBeVisible();
  await page.getByRole('link', { name: 'Waive with reason…' }).click();
  const form = page.getByRole('form', { name: 'Waive this problem' });
  await expect(form).toBeVisible();
  await form.getByRole('button', { name: 'Cancel' }).click();

  await workbench.editor().focus();
  await page.keyboard.press('ControlOrMeta+.');
  await page.getByText('Waive with reason… (unmasked-sensitive-field)').click();
  await expect(form).toBeVisible();
});
