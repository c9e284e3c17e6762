import { assertNever } from '../../shared/base/assertNever.ts';
import type { StoreStatus } from '../../shared/contract/storeMethods.ts';

function protectionWords({ state, protection }: StoreStatus): string {
  if (state === 'locked') return 'locked: waits for its passphrase';
  if (state === 'failed') return 'could not be opened';
  switch (protection.kind) {
    case 'keychain':
      return 'encrypted, key in the system keychain';
    case 'passphrase':
      return 'encrypted, key under a passphrase';
    case 'session':
      return 'encrypted, not kept: set a passphrase to keep it';
    default:
      return assertNever(protection);
  }
}

/** The window's title: the workspace and what protects it. */
export function titleOf(status: StoreStatus): string {
  return status.workspace === null ? 'Drydock' : `${status.workspace.name} (${protectionWords(status)}) – Drydock`;
}
