import { ok } from '../../../shared/base/result.ts';
import type { StoreSession } from '../storeSession.ts';
import type { Workspaces } from '../workspaces.ts';
import { mainHandler } from './mainHandler.ts';

/** The store and its workspaces. */
export function storeHandlers(session: StoreSession, workspaces: Workspaces) {
  return [
    mainHandler('store.status', async () => ok(await session.status())),
    mainHandler('store.unlock', ({ passphrase }) => session.unlock(passphrase)),
    mainHandler('store.protect', ({ passphrase, current }) => session.protect(passphrase, current)),
    mainHandler('workspace.list', () =>
      ok(workspaces.list().map(({ id, name, openedAt }) => ({ id, name, openedAt }))),
    ),
    mainHandler('workspace.create', ({ name }) => session.create(name)),
    mainHandler('workspace.open', ({ id }) => session.open(id)),
  ];
}
