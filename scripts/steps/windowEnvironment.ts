import { say } from '../say.ts';
import { electronExecutable } from '../setup/electronRuntime.ts';
import { sandboxArguments } from '../setup/sandboxArguments.ts';
import { startVirtualDisplay } from '../setup/virtualDisplay.ts';

/**
 * Runs work that opens windows, on a display of its own where that is possible, with the environment to pass on:
 * DRYDOCK_ELECTRON (executable), DRYDOCK_ELECTRON_ARGUMENTS (`--no-sandbox` as root, otherwise empty), DRYDOCK_NODE, DISPLAY.
 */
export async function withWindow<T>(
  electronDist: string,
  work: (env: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  const display = process.platform === 'linux' ? await startVirtualDisplay() : undefined;
  if (display !== undefined) say(`opening windows on a virtual display, ${display.name}`);
  try {
    return await work({
      DRYDOCK_ELECTRON: electronExecutable(electronDist),
      DRYDOCK_ELECTRON_ARGUMENTS: sandboxArguments().join(' '),
      DRYDOCK_NODE: process.execPath,
      // Under a Wayland desktop Chromium would otherwise open its windows there.
      ...(display && { DISPLAY: display.name, WAYLAND_DISPLAY: '', XDG_SESSION_TYPE: 'x11' }),
    });
  } finally {
    display?.stop();
  }
}
