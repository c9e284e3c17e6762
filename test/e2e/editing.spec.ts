import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { type Drydock, test } from './harness.ts';
import { Workbench } from './pages/workbench.ts';
import { answerPickers } from './pickers.ts';

const path = 'approvals/purchase-approval.yaml';
const rule = 'unmasked-sensitive-field';

/** The text as the draft journal has it, or as it is saved where nothing is drafted. */
async function textNow({ call }: Drydock, of = path): Promise<string> {
  const read = await call('document.read', { path: of });
  if (!read.ok) throw new Error(read.error.message);
  return read.value.draft?.text ?? read.value.text;
}

/** Calls two addresses that are not encrypted: a problem each. */
const twoProblems = `document:
  dsl: 1.0.3
  namespace: test
  name: two-problems
  version: 0.1.0
do:
  - first:
      call: http
      with: { method: get, endpoint: "http://one.example.com/" }
  - second:
      call: http
      with: { method: get, endpoint: "http://two.example.com/" }
`;

test('F8 goes to the next problem and Shift+F8 back, and typing goes on there', async ({
  drydock: { electron, page },
  userData,
}) => {
  const workbench = new Workbench(page);
  const file = join(userData, 'two-problems.yaml');
  writeFileSync(file, twoProblems);
  await answerPickers(electron, { open: [file] });
  await workbench.command('Import files');
  await workbench.openDocument('two-problems');
  await expect(workbench.problems().filter({ hasText: 'insecure-scheme' })).toHaveCount(2);
  await expect(page.getByRole('contentinfo').getByText(/[1-9]\d* errors?, \d+ warnings?/)).toHaveCount(1);
  await page.getByRole('button', { name: 'All rules' }).click();
  await page.getByRole('option', { name: 'insecure-scheme' }).click();
  await expect(workbench.problems()).toHaveCount(2);
  await workbench.editor().focus();
  await page.keyboard.press('ControlOrMeta+Home');
  for (const [keys, line] of [
    ['F8', 'Ln 9,'],
    ['F8', 'Ln 12,'],
    ['Shift+F8', 'Ln 9,'],
  ] as const) {
    await page.keyboard.press(keys);
    await expect(page.getByRole('contentinfo').getByText(line)).toBeVisible();
    await expect(workbench.editor()).toBeFocused();
  }
});

/** Mails what another workflow answers. */
const asksAnother = `document: { dsl: 1.0.3, namespace: test, name: asking, version: 0.1.0 }
timeout: { after: PT5M }
do:
  - sub:
      run: { workflow: { namespace: test, name: answering, version: latest, input: { number: "\${ .ssn }" } } }
  - tell:
      call: email:1.0.0@default
      with: { to: desk@example.com, subject: Done, body: "{{receipt}}" }
`;
const answering = (receipt: string) => `document: { dsl: 1.0.3, namespace: test, name: answering, version: 0.1.0 }
do:
  - answer:
      set: { receipt: "${receipt}" }
`;

test('data is followed into a workflow that another one runs, and anew once that is saved', async ({
  drydock: { electron, page },
  userData,
}) => {
  const workbench = new Workbench(page);
  const files = { asking: asksAnother, answering: answering('done') };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(userData, `${name}.yaml`), text);
  await answerPickers(electron, { open: Object.keys(files).map((name) => join(userData, `${name}.yaml`)) });
  await workbench.command('Import files');
  await workbench.openDocument('asking');
  await expect(workbench.problems().filter({ hasText: 'unpinned-catalog-or-subflow' })).toHaveCount(1);
  await expect(workbench.problems().filter({ hasText: rule })).toHaveCount(0);
  await workbench.openDocument('answering');
  await workbench.editor().focus();
  await page.keyboard.press('ControlOrMeta+A');
  await electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), answering('${ .number }'));
  await page.keyboard.press('ControlOrMeta+V');
  await workbench.save();
  await page.getByRole('tab', { name: 'asking' }).click();
  await expect(workbench.problems().filter({ hasText: rule })).toHaveCount(1);
});

test('a fix is one undo step', async ({ drydock }) => {
  const { page } = drydock;
  const workbench = new Workbench(page);
  await workbench.openDocument('purchase-approval');
  const before = await textNow(drydock);
  await workbench.fixFirst(rule, /^Mask it/);
  await expect.poll(() => textNow(drydock)).not.toBe(before);
  // The button is gone with its problem; the focus has stayed in the panel, and undo is at hand.
  await expect(page.getByRole('tabpanel', { name: 'Problems' }).locator(':focus')).toHaveCount(1);
  await page.keyboard.press('ControlOrMeta+Z');
  await expect.poll(() => textNow(drydock)).toBe(before);
  await expect(workbench.problems().filter({ hasText: rule })).not.toHaveCount(0);
});

test('undo belongs to its document and survives a change of tab', async ({ drydock }) => {
  const { page } = drydock;
  const workbench = new Workbench(page);
  const other = 'operations/incident-triage.yaml';
  await workbench.openDocument('purchase-approval');
  const [before, beforeOther] = [await textNow(drydock), await textNow(drydock, other)];
  await workbench.typeAtEnd('#one');
  await expect.poll(() => textNow(drydock)).toContain('#one');
  await workbench.openDocument('incident-triage');
  await workbench.typeAtEnd('#two');
  await expect.poll(() => textNow(drydock, other)).toContain('#two');
  await page.getByRole('tab', { name: 'purchase-approval' }).click();
  await workbench.editor().focus();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect.poll(() => textNow(drydock)).toBe(before);
  expect(await textNow(drydock, other)).not.toBe(beforeOther);
});

test('typing goes on while the rules never come to an end', async ({ drydock }) => {
  const { page } = drydock;
  const workbench = new Workbench(page);
  await workbench.openDocument('purchase-approval');
  await expect(workbench.problems()).not.toHaveCount(0);
  // A worker that is asked and never answers: what a rule that takes for ever would be.
  await page.evaluate(() => {
    Worker.prototype.postMessage = () => undefined;
  });
  await workbench.typeAtEnd('# typed meanwhile');
  await expect.poll(() => textNow(drydock)).toContain('# typed meanwhile');
});
