import { join } from 'node:path';
import type { Result } from '../../shared/base/result.ts';
import type { Ports } from '../store/ports.ts';
import { openStore, type Store } from '../store/store.ts';
import { readKeyFile } from './keys/keyFile.ts';
import type { StoreKey } from './keys/storeKey.ts';

/** Names of the files in a workspace's folder. */
export const storeFileName = 'store.db';
export const keyFileName = 'key.json';

/** The key of the workspace in `folder`, unwrapped by its passphrase. */
export function unlockFolder(folder: string, passphrase: string): Promise<Result<StoreKey>> {
  return readKeyFile(join(folder, keyFileName), passphrase);
}

/** Opens the store that is in `folder`; makes none. */
export function openFolder(folder: string, key: StoreKey, ports: Ports): Result<Store> {
  return key.use((bytes) => openStore({ file: join(folder, storeFileName), key: bytes, workspace: null, ports }));
}
