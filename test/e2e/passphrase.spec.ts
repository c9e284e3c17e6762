import { expect } from '@playwright/test';
import { test } from './harness.ts';
import { Workbench } from './pages/workbench.ts';

const passphrase = 'correct horse battery';

test('a passphrase that is set in the window opens the workspace at the next start', async ({ start }) => {
  const first = await start();
  await first.call('document.create', { path: 'mine.yaml', text: 'a: 1\n' });
  await first.page
    .getByRole('contentinfo')
    .getByText(/not kept/i)
    .first()
    .click();
  await first.page.getByRole('button', { name: 'Set a passphrase…' }).click();
  await first.page.getByLabel('New passphrase').fill(passphrase);
  await first.page.getByLabel('The same again').fill(passphrase);
  await first.page.getByRole('button', { name: 'Set passphrase' }).click();
  await expect
    .poll(() => first.call('store.status', {}))
    .toMatchObject({
      value: { protection: { kind: 'passphrase' } },
    });
  await first.quit();

  const { page, call } = await start();
  await page.getByLabel('Passphrase').fill('some other words');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByText('This passphrase does not open the store.')).toBeVisible();
  await page.getByLabel('Passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await new Workbench(page).openDocument('mine');
  expect(await call('document.read', { path: 'mine.yaml' })).toMatchObject({ value: { text: 'a: 1\n' } });
});
