import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from '@playwright/test';
import { commandLine, environment, runtime, test } from './harness.ts';

test('a second start shows the first window and ends', async ({ drydock, userData }) => {
  const second = spawn(runtime().executable, commandLine(userData), { env: environment(), stdio: 'ignore' });
  const [status] = (await once(second, 'exit')) as [number | null];
  expect(status).toBe(0);
  const windows = await drydock.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.isVisible()),
  );
  expect(windows).toEqual([true]);
  expect(await drydock.call('app.info', {})).toMatchObject({ ok: true });
});
