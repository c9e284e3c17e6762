import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Handlers } from '../handlers.ts';
import { deviceKey } from '../keys/deviceKey.ts';
import { readKeyFile, writeKeyFile } from '../keys/keyFile.ts';
import type { StoreKey } from '../keys/storeKey.ts';
import { keyFileName } from '../workspaceFolder.ts';
import type { Workbench } from './workbench.ts';

/** The store's key and the file that keeps it wrapped. */
export interface KeyProtection {
  readonly key: StoreKey;
  /** The workspace's folder, which holds `key.json`. */
  readonly folder: string;
}

/** The device's signing key, and the passphrase around the store's key. */
export function keyHandlers(
  { store, ports, audit }: Workbench,
  { key, folder }: KeyProtection,
): Pick<Handlers, 'key.read' | 'internal.protect'> {
  const keyFile = join(folder, keyFileName);
  return {
    'key.read'() {
      const { fingerprint, publicKeyPem, createdAt } = deviceKey(store, ports);
      return ok({ fingerprint, publicKeyPem, createdAt });
    },
    async 'internal.protect'({ passphrase, current }) {
      const allowed = await mayReplace(keyFile, current);
      if (!allowed.ok) return allowed;
      await writeKeyFile(keyFile, key, passphrase, ports);
      audit.record('workspace.protect', `workspace:${store.workspace.id}`);
      return ok({});
    },
  };
}

/** A key file that is there gives way only to who knows its passphrase. */
async function mayReplace(keyFile: string, current: string | undefined): Promise<Result<void>> {
  if (!existsSync(keyFile)) return ok(undefined);
  if (current === undefined) return err(appError('denied', 'Changing the passphrase takes the current one.'));
  const unwrapped = await readKeyFile(keyFile, current);
  if (!unwrapped.ok) return unwrapped;
  unwrapped.value.wipe();
  return ok(undefined);
}
