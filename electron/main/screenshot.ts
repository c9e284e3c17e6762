import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserWindow } from 'electron';

/** The page marks this when a person could start to work in an open workspace. */
const usableMark = 'drydock:usable';
/** How long to wait for it, in milliseconds; on a slow machine the first start makes a store. */
const patience = 60_000;
/** Time for the last paint after it, in milliseconds. */
const settling = 500;

async function isUsable(window: BrowserWindow): Promise<boolean> {
  const marked: unknown = await window.webContents.executeJavaScript(
    `performance.getEntriesByName(${JSON.stringify(usableMark)}).length > 0`,
  );
  return marked === true;
}

async function waitUntilUsable(window: BrowserWindow, storeIsOpen: boolean): Promise<boolean> {
  const until = performance.now() + patience;
  while (performance.now() < until) {
    if (!window.webContents.isLoading() && (!storeIsOpen || (await isUsable(window)))) return true;
    await wait(100);
  }
  return false;
}

/** Writes what the window shows to `file` as PNG; false where the page did not become usable in time. */
export async function takeScreenshot(window: BrowserWindow, file: string, storeIsOpen: boolean): Promise<boolean> {
  const usable = await waitUntilUsable(window, storeIsOpen);
  await wait(settling);
  writeFileSync(file, (await window.webContents.capturePage()).toPNG());
  return usable;
}
