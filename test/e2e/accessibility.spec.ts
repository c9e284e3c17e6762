import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './harness.ts';
import { Workbench } from './pages/workbench.ts';

async function seriousViolations(page: Page): Promise<string[]> {
  // Its other mode opens a page of its own, which Drydock does not allow.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`);
}

for (const theme of ['light', 'dark', 'high-contrast'] as const) {
  test(`axe finds nothing serious in the ${theme} theme`, async ({ start }) => {
    const { page, call } = await start();
    await call('settings.write', { theme });
    await page.reload();
    await page.waitForFunction(() => performance.getEntriesByName('drydock:usable').length > 0);
    const workbench = new Workbench(page);
    await workbench.openDocument('purchase-approval');
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press('ControlOrMeta+Shift+G');
    await expect(page.getByRole('application', { name: /^Graph of/ })).toBeFocused();
    expect(await seriousViolations(page)).toEqual([]);
    await workbench.rehearse();
    expect(await seriousViolations(page)).toEqual([]);
    await workbench.previewSeal();
    expect(await seriousViolations(page)).toEqual([]);
  });
}

test('axe finds nothing serious where a passphrase is asked for', async ({ start }) => {
  const first = await start();
  await first.call('store.protect', { passphrase: 'correct horse battery' });
  await first.quit();
  const { page } = await start();
  await page.getByLabel('Passphrase').waitFor();
  expect(await seriousViolations(page)).toEqual([]);
});
