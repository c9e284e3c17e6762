import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserWindow } from 'electron';

/** The page marks this when a person could start to work in an open workspace. */
const usableMark = 'drydock:usable';
/** The page marks this when the document in front is coloured and checked. */
const settledMark = 'drydock:settled';
/** How long to wait for the first, in milliseconds; on a slow machine the first start makes a store. */
const patience = 60_000;
/** How long to wait for the second: a picture of a slow check is better than none. */
const settlingPatience = 15_000;
/** Time for the last paint after it, in milliseconds. */
const lastPaint = 500;

async function carries(window: BrowserWindow, mark: string): Promise<boolean> {
  const marked: unknown = await window.webContents.executeJavaScript(
    `performance.getEntriesByName(${JSON.stringify(mark)}).length > 0`,
  );
  return marked === true;
}

async function waitFor(isDone: () => boolean | Promise<boolean>, milliseconds: number): Promise<boolean> {
  const until = performance.now() + milliseconds;
  while (performance.now() < until) {
    if (await isDone()) return true;
    await wait(100);
  }
  return false;
}

async function isUsable(window: BrowserWindow, storeIsOpen: boolean): Promise<boolean> {
  return !window.webContents.isLoading() && (!storeIsOpen || (await carries(window, usableMark)));
}

/** Writes what the window shows to `file` as PNG; false where the page did not become usable in time. */
export async function takeScreenshot(window: BrowserWindow, file: string, storeIsOpen: boolean): Promise<boolean> {
  const usable = await waitFor(() => isUsable(window, storeIsOpen), patience);
  if (usable && storeIsOpen) await waitFor(() => carries(window, settledMark), settlingPatience);
  await wait(lastPaint);
  writeFileSync(file, (await window.webContents.capturePage()).toPNG());
  return usable;
}
