import type { StoreKey } from '../core/keys/storeKey.ts';
import { systemPorts } from '../core/systemPorts.ts';
import { openFolder } from '../core/workspaceFolder.ts';
import type { CommandIo } from './command.ts';
import { tell } from './tell.ts';

/** Opens the store in `folder` for a command, and says in one line what had to be mended beside it. */
export function openWorkspace(
  io: CommandIo,
  command: string,
  folder: string,
  key: StoreKey,
): ReturnType<typeof openFolder> {
  const store = openFolder(folder, key, systemPorts);
  if (store.ok && store.value.mended !== null) tell(io, command, store.value.mended);
  return store;
}
