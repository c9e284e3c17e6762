import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { commandLine, environment, runtime, test } from './harness.ts';

test('the window comes back where and as it was', async ({ start }) => {
  const bounds = { x: 60, y: 40, width: 900, height: 640 };
  const first = await start();
  await first.electron.evaluate(
    ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted),
    bounds,
  );
  const closed = first.electron.waitForEvent('close');
  await first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await closed;
  const second = await start();
  const found = await second.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  expect(found).toEqual(bounds);
});

test('a picture is what a person would see, and then the application has ended', async ({ userData }) => {
  const picture = join(userData, 'window.png');
  const args = [...commandLine(userData, { args: ['--password-store=basic'] }), `--screenshot=${picture}`];
  const env = environment({ env: { DBUS_SESSION_BUS_ADDRESS: 'disabled:' } });
  await promisify(execFile)(runtime().executable, args, { env });
  const bytes = readFileSync(picture);
  expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  // An empty window compresses to far less.
  expect(bytes.length).toBeGreaterThan(40_000);
});

test('a command of the menu reaches the page', async ({ drydock: { electron, page } }) => {
  await electron.evaluate(({ Menu }) => {
    const view = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'View');
    view?.submenu?.items.find(({ label }) => label === 'Command Palette…')?.click();
  });
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeVisible();
});

test('a crashed page is loaded again', async ({ drydock: { electron } }) => {
  const isBack = await electron.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const loaded = new Promise<void>((resolve) => contents?.once('did-finish-load', () => resolve()));
    contents?.forcefullyCrashRenderer();
    await loaded;
    return contents?.executeJavaScript("document.querySelector('h1') !== null");
  });
  expect(isBack).toBe(true);
});
