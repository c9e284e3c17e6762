import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Ports } from '../../electron/store/ports.ts';
import { openStore, type Store } from '../../electron/store/store.ts';

/** The key of every store that tests make. */
export const testKey: Uint8Array = new Uint8Array(32).fill(7);

/** The workspace of every store that tests make. */
export const testWorkspace = { id: '01JDTESTWRKSPACE0000000000', name: 'Test' };

/** Time that moves by a second a look, and bytes that count. */
export function testPorts(): Ports {
  let seconds = 0;
  let byte = 0;
  return {
    now() {
      seconds += 1;
      return new Date(Date.UTC(2026, 0, 1) + seconds * 1000);
    },
    random: (count) =>
      Uint8Array.from({ length: count }, () => {
        byte = (byte + 1) % 256;
        return byte;
      }),
  };
}

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens the store in `folder` and expects that to work. */
export function openTestStore(folder: string): Store {
  const file = join(folder, 'store.db');
  const opened = openStore({ file, key: testKey, workspace: testWorkspace, ports: testPorts() });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}
