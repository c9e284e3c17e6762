import { ok } from '../../../shared/base/result.ts';
import type { StoreSession } from '../storeSession.ts';
import type { Workspaces } from '../workspaces.ts';
import type { HandlersOf } from './mainHandlers.ts';

/** The store and its workspaces. */
export function storeHandlers(
  session: StoreSession,
  workspaces: Workspaces,
): HandlersOf<
  'store.status' | 'store.unlock' | 'store.protect' | 'workspace.list' | 'workspace.create' | 'workspace.open'
> {
  return {
    'store.status': async () => ok(await session.status()),
    'store.unlock': ({ passphrase }) => session.unlock(passphrase),
    'store.protect': ({ passphrase, current }) => session.protect(passphrase, current),
    'workspace.list': () => ok(workspaces.list().map(({ id, name, openedAt }) => ({ id, name, openedAt }))),
    'workspace.create': ({ name }) => session.create(name),
    'workspace.open': ({ id }) => session.open(id),
  };
}
