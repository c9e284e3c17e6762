import { expect } from '@playwright/test';
import { type Drydock, test } from './harness.ts';
import { Workbench } from './pages/workbench.ts';

const passphrase = 'correct horse battery';
const typed = '# typed and not saved';

async function typeSomething({ page, call }: Drydock): Promise<void> {
  const workbench = new Workbench(page);
  await workbench.openDocument('purchase-approval');
  await workbench.typeAtEnd(typed);
  await expect
    .poll(async () => {
      const read = await call('document.read', { path: 'approvals/purchase-approval.yaml' });
      return read.ok && read.value.draft?.text.includes(typed);
    })
    .toBe(true);
}

/** Every way in which a person ends the page. */
const endings = {
  close: ({ electron }: Drydock) => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
  quit: ({ electron }: Drydock) => electron.evaluate(({ app }) => app.quit()),
  reload: ({ electron }: Drydock) =>
    electron.evaluate(({ Menu }) => {
      const developer = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'Developer');
      developer?.submenu?.items.find(({ label }) => label === 'Reload Page')?.click();
    }),
} as const;

for (const [name, end] of Object.entries(endings)) {
  test(`${name} asks first where something is not saved, and cancelling keeps the page`, async ({ drydock }) => {
    await typeSomething(drydock);
    await end(drydock);
    const question = drydock.page.getByRole('alertdialog', { name: 'Save before closing?' });
    await expect(question).toBeVisible();
    await drydock.page.keyboard.press('Escape');
    await expect(question).toBeHidden();
    expect(await drydock.call('app.info', {})).toMatchObject({ ok: true });
  });
}

test('closing without saving keeps the draft for the next start', async ({ start }) => {
  const first = await start();
  await first.call('store.protect', { passphrase });
  await typeSomething(first);
  const closed = first.electron.waitForEvent('close');
  await endings.close(first);
  await first.page.getByRole('button', { name: 'Close, keep drafts' }).click();
  await closed;

  const second = await start();
  await second.page.getByLabel('Passphrase').fill(passphrase);
  await second.page.getByRole('button', { name: 'Unlock' }).click();
  await new Workbench(second.page).openDocument('purchase-approval');
  const read = await second.call('document.read', { path: 'approvals/purchase-approval.yaml' });
  expect(read.ok && read.value.draft?.text.includes(typed)).toBe(true);
});

test('with nothing unsaved the window closes without a question', async ({ drydock }) => {
  const closed = drydock.electron.waitForEvent('close');
  await endings.close(drydock);
  await closed;
});
