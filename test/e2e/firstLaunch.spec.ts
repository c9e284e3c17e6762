import { expect } from '@playwright/test';
import { test } from './harness.ts';
import { Workbench } from './pages/workbench.ts';

test('a first start shows the sample with its problems, and rehearses it, with no question before', async ({
  drydock: { page },
}) => {
  const workbench = new Workbench(page);
  await expect(workbench.editor()).toBeAttached();
  await expect(workbench.documents()).not.toHaveCount(0);
  await expect(page.getByRole('dialog').or(page.getByRole('alertdialog'))).toHaveCount(0);
  await workbench.openDocument('purchase-approval');
  await expect(workbench.problems()).not.toHaveCount(0);
  await workbench.rehearse();
  await expect(workbench.outcome()).toContainText('completed');
});
