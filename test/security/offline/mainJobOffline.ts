import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from '@playwright/test';
import { test } from '../../e2e/harness.ts';
import { doMainJob } from '../../e2e/mainJob.ts';
import { readCounters } from './counters.ts';

/** Playwright's own two: to the inspector of main, and to Chromium. */
const connectionsOfPlaywright = 2;

test('the main job opens no connection and resolves no name', async ({ drydock, userData }) => {
  await doMainJob(drydock, userData);
  const quitting = drydock.quit();
  // The system of this test keeps no key: a workspace with saved work asks before it is lost.
  await drydock.page.getByRole('button', { name: 'Close and lose this workspace' }).click();
  await quitting;
  expect(readCounters()).toEqual({ connections: connectionsOfPlaywright, datagrams: 0, withoutRoute: 0 });
});

test('the counters would have seen it', async () => {
  const before = readCounters();
  await once(connect(53, '192.0.2.1'), 'error').catch(() => undefined);
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.send('x', 53, '127.0.0.1', () => resolve()));
  socket.close();
  const after = readCounters();
  expect(after.withoutRoute).toBeGreaterThan(before.withoutRoute);
  expect(after.datagrams).toBe(before.datagrams + 1);
});
