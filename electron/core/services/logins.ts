import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Handlers } from '../handlers.ts';
import { openSecret, type StoreKey } from '../keys/storeKey.ts';
import type { Login } from '../sealing/registryLogin.ts';
import type { Workbench } from './workbench.ts';

/** A login as the page names it: the password is a secret of the vault. */
export interface NamedLogin {
  readonly username: string;
  readonly secret: string;
}

/** Logins at team servers, whose passwords are secrets of the vault. */
export interface LoginService {
  readonly handlers: Pick<Handlers, 'internal.sealedSecret' | 'internal.lendSecret'>;
  /** The login for one transfer; null where none is named. What was lent for it is forgotten, whatever comes of the transfer. */
  take(named: NamedLogin | undefined): Result<Login | null>;
  /** Puts on record that the secret is about to be used at `place`. */
  noteUse(named: NamedLogin | undefined, place: string): void;
}

/** Builds the service over the workspace. */
export function loginService({ store, audit, permit }: Workbench, key: StoreKey): LoginService {
  /** What main unsealed by the keychain, until it is used; never more than one. */
  let lent: { readonly name: string; readonly value: string } | null = null;

  const passwordOf = (name: string): Result<string> => {
    const given = lent?.name === name ? lent.value : undefined;
    lent = null;
    const kept = store.secrets.read(name);
    if (kept === null) return err(noSecret(name));
    if (kept.sealedBy === 'store-key') return openSecret(key, name, kept.sealed);
    return given === undefined ? err(sealedAway(name)) : ok(given);
  };

  return {
    handlers: {
      'internal.sealedSecret'({ name }) {
        const kept = store.secrets.read(name);
        if (kept === null) return err(noSecret(name));
        const ciphertext = kept.sealedBy === 'keychain' ? Buffer.from(kept.sealed).toString('base64') : null;
        return ok({ ciphertext });
      },
      'internal.lendSecret'(secret) {
        lent = secret;
        return ok({});
      },
    },
    take(named) {
      if (named === undefined) return ok(null);
      const permitted = permit('secret:view', `secret:${named.secret}`);
      if (!permitted.ok) return permitted;
      const password = passwordOf(named.secret);
      return password.ok ? ok({ username: named.username, password: password.value }) : password;
    },
    noteUse(named, place) {
      if (named !== undefined) audit.record('secret.use', `secret:${named.secret} at ${place}`);
    },
  };
}

const noSecret = (name: string) => appError('not-found', `There is no secret '${name}' in the vault.`);
const sealedAway = (name: string) =>
  appError('unavailable', `The keychain did not give the secret '${name}'.`, 'Unlock the keychain and try again.');
