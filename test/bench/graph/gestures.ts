import type { Page } from '@playwright/test';

/** Something that a person does to the graph. */
export interface Gesture {
  readonly name: string;
  act(page: Page): Promise<void>;
}

/** Where the pointer is during a gesture: the middle of the drawing. */
async function pointAtDrawing(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const box = await page.getByRole('application', { name: /^Graph of / }).boundingBox();
  if (box === null) throw new Error('the graph is not shown');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  return middle;
}

async function wheel(page: Page, times: number, by: number): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) await page.mouse.wheel(0, by);
}

async function zoom(page: Page, times: number, by: number): Promise<void> {
  await page.keyboard.down('Control');
  await wheel(page, times, by);
  await page.keyboard.up('Control');
}

async function drag(page: Page): Promise<void> {
  const { x, y } = await pointAtDrawing(page);
  await page.mouse.down();
  for (let step = 0; step < 90; step += 1) {
    await page.mouse.move(x + 90 * Math.sin(step / 9), y + 120 * Math.sin(step / 14));
  }
  await page.mouse.up();
}

async function press(page: Page, key: string, times: number): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) await page.keyboard.press(key);
}

const folding = [
  ['ArrowLeft', false],
  ['ArrowRight', true],
] as const;

/** What is measured, in the order in which a person would do it; each leaves the graph as the next one wants it. */
export const gestures: readonly Gesture[] = [
  {
    name: 'moving down and up by wheel',
    async act(page) {
      await pointAtDrawing(page);
      await wheel(page, 45, 120);
      await wheel(page, 45, -120);
    },
  },
  { name: 'dragging', act: drag },
  {
    name: 'zooming out and in',
    async act(page) {
      await pointAtDrawing(page);
      await zoom(page, 25, 120);
      await zoom(page, 25, -120);
    },
  },
  {
    name: 'choosing tasks by arrow keys',
    async act(page) {
      await page.getByRole('application', { name: /^Graph of / }).focus();
      await press(page, 'Home', 1);
      await press(page, 'ArrowDown', 18);
      await press(page, 'ArrowUp', 18);
    },
  },
  {
    name: 'folding and unfolding',
    async act(page) {
      const row = page.getByRole('treegrid', { name: 'Outline of the graph' }).getByRole('row', { name: /^t0x2, / });
      await row.click();
      for (const [key, isOpen] of [...folding, ...folding, ...folding] as const) {
        await page.keyboard.press(key);
        await row.and(page.locator(`[aria-expanded=${isOpen}]`)).waitFor();
      }
    },
  },
  {
    name: 'dragging while all of it is seen',
    async act(page) {
      await page.getByRole('button', { name: 'Show the whole graph' }).click();
      await drag(page);
    },
  },
  {
    name: 'typing in the text beside it',
    async act(page) {
      await page.getByRole('textbox', { name: /^Text of / }).focus();
      await page.keyboard.press('ControlOrMeta+End');
      await page.keyboard.type('- last: { set: { y: 12345678 } }\n', { delay: 60 });
      await press(page, 'ControlOrMeta+Z', 3);
    },
  },
];
