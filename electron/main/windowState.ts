import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, screen } from 'electron';
import { z } from 'zod';
import { writeFileAtomically } from './writeFileAtomically.ts';

const pixels = z.int().min(-100_000).max(100_000);
const windowStateSchema = z.strictObject({
  /** In device-independent pixels; null before the first time. */
  bounds: z.strictObject({ x: pixels, y: pixels, width: pixels, height: pixels }).nullable(),
  maximized: z.boolean(),
  /** Remembered here too, so that the first paint has the right background before core is there to ask. */
  theme: z.enum(['system', 'light', 'dark']),
});

/** What is remembered about the window between two starts. */
export type WindowState = z.infer<typeof windowStateSchema>;

const initial: WindowState = { bounds: null, maximized: false, theme: 'system' };

function stateFile(): string {
  return join(app.getPath('userData'), 'window.json');
}

/** The remembered state; the initial one where there is none or it cannot be read. */
export function readWindowState(): WindowState {
  try {
    return windowStateSchema.parse(JSON.parse(readFileSync(stateFile(), 'utf8')));
  } catch {
    return initial;
  }
}

/** Remembers the window as it is now. Losing this costs nothing, so a full disk is no reason to stop anything. */
export function writeWindowState(window: BrowserWindow, theme: WindowState['theme']): void {
  const state: WindowState = { bounds: window.getNormalBounds(), maximized: window.isMaximized(), theme };
  try {
    writeFileAtomically(stateFile(), JSON.stringify(state));
  } catch {
    process.stderr.write('drydock: the state of the window could not be written\n');
  }
}

/** The remembered bounds where they lie on a screen that is still there. */
export function visibleBounds({ bounds }: WindowState): NonNullable<WindowState['bounds']> | null {
  if (bounds === null || bounds.width < 400 || bounds.height < 300) return null;
  const { workArea } = screen.getDisplayMatching(bounds);
  const reachable =
    bounds.x < workArea.x + workArea.width - 50 &&
    bounds.x + bounds.width > workArea.x + 50 &&
    bounds.y >= workArea.y - 10 &&
    bounds.y < workArea.y + workArea.height - 50;
  return reachable ? bounds : null;
}
