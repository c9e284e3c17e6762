import type { Protection, StoreStatus } from '../../../shared/contract/storeMethods.ts';

/** How well the store is protected, in words for the title and status bar. */
export interface ProtectionNotice {
  readonly label: string;
  readonly detail: string;
  readonly tone: 'good' | 'weak';
}

const backends: Record<string, string> = {
  gnome_libsecret: 'GNOME Keyring',
  kwallet: 'KWallet',
  kwallet5: 'KWallet',
  kwallet6: 'KWallet',
  keychain: 'macOS Keychain',
  dpapi: 'Windows DPAPI',
};

/** Name of a keychain backend as people know it. */
export function backendName(backend: string): string {
  return backends[backend] ?? backend;
}

function openNotice(protection: Protection): ProtectionNotice {
  switch (protection.kind) {
    case 'keychain': {
      const name = backendName(protection.backend);
      return {
        label: `Encrypted · ${name}`,
        detail: `The store is encrypted. Its key is kept by ${name}.`,
        tone: 'good',
      };
    }
    case 'passphrase':
      return {
        label: 'Encrypted · passphrase',
        detail: 'The store is encrypted. Its key is wrapped by your passphrase.',
        tone: 'good',
      };
    case 'session':
      return {
        label: 'Not kept · set a passphrase',
        detail:
          'This computer offers no keychain. The store lasts until you close Drydock, unless you set a passphrase.',
        tone: 'weak',
      };
  }
}

/** What protects the store. */
export function protectionNotice(store: StoreStatus): ProtectionNotice {
  if (store.state === 'locked')
    return { label: 'Locked', detail: 'Enter your passphrase to open the store.', tone: 'weak' };
  if (store.state === 'failed')
    return {
      label: 'Store not open',
      detail: store.problem?.message ?? 'The store could not be opened.',
      tone: 'weak',
    };
  return openNotice(store.protection);
}
