import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Drydock } from './harness.ts';
import { Workbench } from './pages/workbench.ts';
import { answerPickers } from './pickers.ts';

const people = `name,email,ssn
Ada Example,ada@mail.example,078-05-1120
Ben Example,ben@mail.example,219-09-9999
`;

/** The main job from start to finish: a problem, its fix, sample data, a rehearsal, a bundle, its verification. */
export async function doMainJob({ electron, page }: Drydock, folder: string): Promise<void> {
  const workbench = new Workbench(page);
  const bundle = join(folder, 'purchase-approval.tar');

  await workbench.openDocument('purchase-approval');
  await expect(workbench.problems().filter({ hasText: 'unmasked-sensitive-field' })).not.toHaveCount(0);
  await workbench.fixFirst('unmasked-sensitive-field', /^Mask it/);
  await expect(workbench.problems().filter({ hasText: 'unmasked-sensitive-field' })).toHaveCount(0);
  await workbench.save();

  const rehearsal = await workbench.rehearse();
  await expect(rehearsal.getByText('masked sample · seed 1 · no network')).toBeVisible();
  await expect(workbench.outcome()).toContainText('completed');

  writeFileSync(join(folder, 'people.csv'), people);
  await workbench.importData(join(folder, 'people.csv'));
  await expect(page.getByText('078-05-1120')).toHaveCount(0);

  await answerPickers(electron, { save: bundle });
  await workbench.previewSeal();
  await workbench.seal('Seal to a file…');
  await expect.poll(() => existsSync(bundle)).toBe(true);
  await answerPickers(electron, { open: [bundle] });
  await workbench.seal('Verify a bundle file…');
  await expect(
    page
      .getByRole('tabpanel', { name: 'Seal and export' })
      .getByText(/verified/i)
      .first(),
  ).toBeVisible();
}
