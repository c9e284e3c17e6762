import type { AskCore } from '../askCore.ts';
import { sealByKeychain } from '../keychain.ts';
import type { HandlersOf } from './mainHandlers.ts';

/** Secrets of workflows: sealed here, before core sees them, wherever the system has a keychain. */
export function secretHandlers(ask: AskCore): HandlersOf<'secret.set'> {
  return {
    'secret.set': ({ name, value }) => {
      const ciphertext = sealByKeychain(value);
      const sealed =
        ciphertext === null
          ? ({ by: 'store-key', value } as const)
          : ({ by: 'keychain', ciphertext: ciphertext.toString('base64') } as const);
      return ask('internal.storeSecret', { name, sealed });
    },
  };
}
