import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeScreenshot } from '../../electron/main/screenshot.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drydock-picture-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A window whose page sets its marks one by one, each time it is asked. */
function windowWith(marks: readonly string[]) {
  const asked: string[] = [];
  const webContents = {
    isLoading: () => false,
    executeJavaScript: async (code: string) => {
      asked.push(code);
      return marks.slice(0, asked.length).some((mark) => code.includes(mark));
    },
    capturePage: async () => ({ toPNG: () => Buffer.from(`asked ${asked.length}`) }),
  };
  return { window: { webContents } as unknown as BrowserWindow, asked };
}

describe('a picture of the window', () => {
  it('waits until the first document is coloured and checked', async () => {
    const { window, asked } = windowWith(['drydock:usable', 'nothing yet', 'nothing yet', 'drydock:settled']);
    const file = join(folder, 'window.png');
    expect(await takeScreenshot(window, file, true)).toBe(true);
    expect(asked).toHaveLength(4);
    expect(readFileSync(file, 'utf8')).toBe('asked 4');
  });

  it('waits for neither where the store is not open', async () => {
    const { window, asked } = windowWith([]);
    expect(await takeScreenshot(window, join(folder, 'window.png'), false)).toBe(true);
    expect(asked).toEqual([]);
  });
});
