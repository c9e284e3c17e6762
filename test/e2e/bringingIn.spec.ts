import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from './harness.ts';
import { Workbench } from './pages/workbench.ts';
import { answerPickers } from './pickers.ts';

const workflow = (name: string) => `document:
  dsl: 1.0.3
  namespace: test
  name: ${name}
  version: 0.1.0
do:
  - greet:
      set:
        text: hello
`;

/** Drops files on the window as the system does. */
async function drop(page: Page, files: Readonly<Record<string, number[]>>): Promise<void> {
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const [name, bytes] of Object.entries(given)) data.items.add(new File([new Uint8Array(bytes)], name));
    return data;
  }, files);
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

test('a file that is picked becomes a document', async ({ drydock: { electron, page }, userData }) => {
  const file = join(userData, 'picked.yaml');
  writeFileSync(file, workflow('picked'));
  await answerPickers(electron, { open: [file] });
  const workbench = new Workbench(page);
  await workbench.command('Import files');
  await expect(workbench.documents().filter({ hasText: 'picked' })).toHaveCount(1);
});

test('files that are dropped become documents, and what is none is told in a sentence', async ({
  drydock: { page, call },
}) => {
  const workbench = new Workbench(page);
  await drop(page, {
    'dropped.yaml': [...Buffer.from(workflow('dropped'))],
    'program.yaml': [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0],
    'not-utf8.yaml': [0x61, 0x3a, 0x20, 0xff, 0xfe],
  });
  await expect(workbench.documents().filter({ hasText: 'dropped' })).toHaveCount(1);
  await expect(page.getByText(/program\.yaml.*\./).first()).toBeVisible();
  await expect(page.getByText(/not-utf8\.yaml.*\./).first()).toBeVisible();
  const list = await call('document.list', {});
  const paths = list.ok ? list.value.map((entry) => entry.path) : [];
  expect(paths.filter((path) => /program|utf8/.test(path))).toEqual([]);
});

test('a linked folder brings its definitions in, and a change on disk is offered, not taken', async ({
  drydock: { electron, page, call },
  userData,
}) => {
  const folder = join(userData, 'flows');
  mkdirSync(folder);
  writeFileSync(join(folder, 'linked.yaml'), workflow('linked'));
  await answerPickers(electron, { open: [folder] });
  const workbench = new Workbench(page);
  await workbench.command('Link a folder');
  await expect(workbench.documents().filter({ hasText: 'linked' })).toHaveCount(1);
  await workbench.openDocument('linked');
  writeFileSync(join(folder, 'linked.yaml'), workflow('linked').replace('hello', 'changed outside'));
  await expect(page.getByText(/changed on disk/i).first()).toBeVisible();
  expect(await call('document.read', { path: 'flows/linked.yaml' })).toMatchObject({
    value: { text: workflow('linked') },
  });
});
