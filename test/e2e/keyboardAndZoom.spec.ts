import { expect, type Page } from '@playwright/test';
import { test } from './harness.ts';
import { Workbench } from './pages/workbench.ts';

/** Most presses of Tab after which something has to be reached. */
const farthest = 80;

/** Presses Tab until what is focused has this name. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < farthest; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const { activeElement: element } = document;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (name.test(focused)) return;
  }
  throw new Error(`Tab does not reach ${name}`);
}

test('the whole job goes by the keyboard alone: finding, fix, save, rehearsal, preview of the seal', async ({
  drydock,
}) => {
  const { page } = drydock;
  const workbench = new Workbench(page);
  await page.keyboard.press('ControlOrMeta+1');
  await expect(workbench.problems().filter({ hasText: 'unmasked-sensitive-field' })).toHaveCount(1);
  await page.keyboard.press('F8');
  await page.keyboard.press('ControlOrMeta+.');
  await page.locator('.action-widget .monaco-list-row.focused').waitFor();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Mask it/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(workbench.problems().filter({ hasText: 'unmasked-sensitive-field' })).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+S');
  await page.keyboard.press('F5');
  await page.getByRole('treegrid', { name: 'Tasks that ran' }).waitFor();
  await page.keyboard.press('ControlOrMeta+Shift+X');
  await page.getByRole('tabpanel', { name: 'Seal and export' }).waitFor();
  await tabTo(page, /^Preview /);
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: /^Preview of/ }).waitFor();
});

test('at 200 % nothing is cut off, and every part is still there', async ({ drydock }) => {
  const { page, electron } = drydock;
  const workbench = new Workbench(page);
  await workbench.openDocument('purchase-approval');
  await electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setContentSize(1280, 900);
    window?.webContents.setZoomFactor(2);
  });
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeLessThan(700);
  const overflow = () =>
    page.evaluate(() => ({
      width: document.documentElement.scrollWidth - window.innerWidth,
      height: document.documentElement.scrollHeight - window.innerHeight,
    }));
  await expect.poll(overflow).toEqual({ width: 0, height: 0 });
  for (const name of ['Save', 'Rehearse', 'Seal…']) {
    const box = await page.getByRole('banner').getByRole('button', { name }).boundingBox();
    const width = await page.evaluate(() => window.innerWidth);
    expect(box === null ? null : box.x >= 0 && box.x + box.width <= width).toBe(true);
  }
  await workbench.rehearse();
});

test('who asked the system for less motion gets none', async ({ drydock }) => {
  const { page } = drydock;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.keyboard.press('ControlOrMeta+Shift+P');
  await page.getByRole('dialog').waitFor();
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) => {
      const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
      const isLong = (durations: string) => durations.split(',').some((one) => Number.parseFloat(one) > 0.01);
      const moves = isLong(transitionDuration) || (animationName !== 'none' && isLong(animationDuration));
      return moves && element.closest('.monaco-editor') === null ? [element.className.toString()] : [];
    }),
  );
  expect(moving).toEqual([]);
});
