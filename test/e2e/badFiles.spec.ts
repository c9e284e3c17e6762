import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from './harness.ts';
import { Workbench } from './pages/workbench.ts';
import { answerPickers } from './pickers.ts';

const mebibyte = 1024 * 1024;

function aliasBomb(): string {
  const levels = Array.from({ length: 12 }, (_, level) => `a${level}: &a${level} [${`*a${level - 1},`.repeat(9)}]`);
  return ['a: &a-1 lol', ...levels].join('\n').replaceAll('a-1', 'start');
}

/** Files that strangers might send, and what is too bad to be taken in at all. */
const refused: Readonly<Record<string, string | Uint8Array>> = {
  'large.yaml': 'a: 1\n'.repeat(10 * mebibyte),
  'not-utf8.yaml': Buffer.from([0x61, 0x3a, 0x20, 0xff, 0xfe, 0xc3, 0x28]),
  'binary.yaml': Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01\0\0\0'), Buffer.alloc(4_096)]),
};
const taken: Readonly<Record<string, string>> = {
  'bomb.yaml': aliasBomb(),
  'deep.json': `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  'deep.yaml': '- '.repeat(10_000),
};

function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string[] {
  return Object.entries(files).map(([name, content]) => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  });
}

test('files that are no documents are refused in one sentence each', async ({
  drydock: { electron, call },
  userData,
}) => {
  await answerPickers(electron, { open: write(userData, refused) });
  const answer = await call('document.importFiles', {});
  const messages = answer.ok ? answer.value.refused : [];
  expect(messages.map(({ name }) => name)).toEqual(Object.keys(refused));
  for (const { message } of messages) expect(message).toMatch(/^[^\n]{10,200}\.$/);
  expect(answer.ok && answer.value.documents).toEqual([]);
});

test('hostile documents open with a problem, and the window goes on', async ({ drydock, userData }) => {
  const { electron, page, call } = drydock;
  const workbench = new Workbench(page);
  await answerPickers(electron, { open: write(userData, taken) });
  await workbench.command('Import files');
  for (const name of Object.keys(taken)) {
    await workbench.openDocument(name.replace(/\..*$/, ''));
    await expect(workbench.problems().first()).toBeVisible();
  }
  await workbench.openDocument('purchase-approval');
  await expect(workbench.problems().filter({ hasText: 'unmasked-sensitive-field' })).not.toHaveCount(0);
  expect(await call('app.info', {})).toMatchObject({ ok: true });
});
