import { appError } from '../../../shared/base/appError.ts';
import { err, ok } from '../../../shared/base/result.ts';
import { secretEntrySchema } from '../../../shared/contract/vaultMethods.ts';
import type { Handlers } from '../handlers.ts';
import { type StoreKey, sealSecret } from '../keys/storeKey.ts';
import type { Workbench } from './workbench.ts';

const nonceLength = 12;

/** Secrets of workflows: they go in sealed, and no method gives one back. */
export function secretHandlers(
  { store, ports, audit }: Workbench,
  key: StoreKey,
): Pick<Handlers, 'secret.list' | 'secret.delete' | 'internal.storeSecret'> {
  return {
    'secret.list': () => ok(store.secrets.list()),
    'secret.delete'({ name }) {
      if (!store.secrets.list().some((secret) => secret.name === name)) {
        return err(appError('not-found', `There is no secret '${name}'.`));
      }
      store.transaction(() => {
        store.secrets.remove(name);
        audit.record('secret.delete', `secret:${name}`);
      });
      return ok({});
    },
    'internal.storeSecret'({ name, sealed }) {
      const known = secretEntrySchema.shape.name.safeParse(name);
      if (!known.success) return err(appError('invalid-input', 'A secret cannot have this name.'));
      const bytes =
        sealed.by === 'keychain'
          ? Buffer.from(sealed.ciphertext, 'base64')
          : sealSecret(key, name, sealed.value, ports.random(nonceLength));
      const entry = { name, sealedBy: sealed.by, setAt: ports.now().toISOString() };
      store.transaction(() => {
        store.secrets.set(entry, bytes);
        audit.record('secret.set', `secret:${name}`);
      });
      return ok(entry);
    },
  };
}
