import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { type AppError, appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { internalMethods, type OpenStore } from '../../shared/contract/coreProtocol.ts';
import type { Protection, StoreStatus } from '../../shared/contract/storeMethods.ts';
import type { MethodOutput } from '../../shared/contract/table.ts';
import type { CoreSupervisor } from './coreSupervisor.ts';
import { unwrapKey, wrapKey } from './keychain.ts';
import { readKeyFile } from './keyFile.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

/** What a session needs. */
export interface StoreSessionParts {
  readonly workspaces: Workspaces;
  readonly core: CoreSupervisor;
  readonly resources: string;
  readonly engine: string;
  /** Told whenever the status is another. */
  readonly changed: (status: StoreStatus) => void;
}

/** How a store is to be opened. */
interface Opening {
  readonly workspace: Workspace;
  readonly key: OpenStore['key'];
  readonly protection: Protection;
  readonly seedSample?: boolean;
}

type PutBack = z.output<(typeof internalMethods)['internal.restore']['output']>;
/** What a restore came to. */
export type Restored = NonNullable<MethodOutput<'workspace.restore'>>;

const firstName = 'My workspace';
const passphrase: Protection = { kind: 'passphrase' };
const session: Protection = { kind: 'session' };

const keyLost = appError(
  'integrity',
  'The key file of this workspace is missing, so its store cannot be opened.',
  'Put key.json back from a backup; nothing was changed.',
);
const notLocked = appError('conflict', 'This workspace does not wait for a passphrase.');
const notProtectable = appError(
  'conflict',
  'The key of this workspace is in the system keychain, not under a passphrase.',
);
const notKept = appError(
  'conflict',
  'The backup is of the workspace that is open, and the key of that one is kept nowhere yet.',
  'Set a passphrase for it first: without one, what is moved aside could never be opened again.',
);
const noneOpen = appError('conflict', 'Open a workspace first.');
const noWorkspace = appError('not-found', 'There is no such workspace on this computer.');

/** Which workspace is open, what protects it, and why not if it is not. One change at a time. */
export class StoreSession {
  readonly #parts: StoreSessionParts;
  #status: StoreStatus = { state: 'failed', protection: session, workspace: null, problem: noneOpen };
  #current: Workspace | null = null;
  /** Keys that are written down nowhere, by workspace: as long as the session lasts one can switch back to them. */
  readonly #sessionKeys = new Map<string, string>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(parts: StoreSessionParts) {
    this.#parts = parts;
  }

  /** The status once whatever is under way has ended. */
  status(): Promise<StoreStatus> {
    return this.#inTurn(async () => this.#status);
  }

  /** Whether a workspace is open now. */
  isOpen(): boolean {
    return this.#status.state === 'open';
  }

  /** Opens the workspace of last time, or makes the first one. */
  start(): Promise<Result<StoreStatus, AppError>> {
    return this.#inTurn(() => {
      this.#parts.workspaces.removeLost();
      const last = this.#parts.workspaces.list()[0];
      return last === undefined ? this.#create(firstName) : this.#openExisting(last);
    });
  }

  /** Switches to another workspace. */
  open(id: string): Promise<Result<StoreStatus, AppError>> {
    return this.#inTurn(async () => {
      const workspace = this.#parts.workspaces.list().find((candidate) => candidate.id === id);
      return workspace === undefined ? err(noWorkspace) : this.#openExisting(workspace);
    });
  }

  /** Makes a workspace and switches to it. */
  create(name: string): Promise<Result<StoreStatus, AppError>> {
    return this.#inTurn(async () => {
      const taken = this.#parts.workspaces.list().some((workspace) => workspace.name === name);
      return taken ? err(appError('conflict', `There is a workspace “${name}” already.`)) : this.#create(name);
    });
  }

  /** Opens the locked workspace with its passphrase. */
  unlock(given: string): Promise<Result<StoreStatus, AppError>> {
    return this.#inTurn(async () => {
      const workspace = this.#current;
      if (workspace === null || this.#status.state !== 'locked') return err(notLocked);
      const key = { kind: 'passphrase', passphrase: given } as const;
      const opened = await this.#parts.core.open(this.#message({ workspace, key, protection: passphrase }));
      if (opened.ok) return ok(await this.#opened(workspace, passphrase));
      return opened.error.code === 'denied' ? opened : ok(this.#failed(workspace, passphrase, opened.error));
    });
  }

  /** Puts the open store's key under a passphrase, or under another one. */
  protect(given: string, current: string | undefined): Promise<Result<StoreStatus, AppError>> {
    return this.#inTurn(async () => {
      const workspace = this.#current;
      if (workspace === null || !this.isOpen()) return err(noneOpen);
      if (this.#status.protection.kind === 'keychain') return err(notProtectable);
      const params = current === undefined ? { passphrase: given } : { passphrase: given, current };
      const done = await this.#parts.core.call('internal.protect', params);
      if (!done.ok) return done;
      const key = { kind: 'passphrase', passphrase: given } as const;
      this.#parts.core.reopenWith(this.#message({ workspace, key, protection: passphrase }));
      this.#sessionKeys.delete(workspace.id);
      return ok(await this.#opened(this.#parts.workspaces.keep(workspace), passphrase));
    });
  }

  /** Copies the open workspace to a new folder, under a passphrase of the copy's own. Switching waits for it. */
  backup(destination: string, given: string): Promise<Result<unknown, AppError>> {
    return this.#inTurn(() => this.#parts.core.call('internal.backup', { destination, passphrase: given }));
  }

  /** Puts a backup back and switches to its workspace. Where that fails, what was open is open again or waits to be unlocked. */
  restore(backup: string, given: string): Promise<Result<Restored, AppError>> {
    return this.#inTurn(async () => {
      const restored = await this.#putBack(backup, given);
      if (!restored.ok) return restored;
      const { id, movedAside } = restored.value;
      this.#sessionKeys.delete(id);
      const workspace = this.#parts.workspaces.list().find((candidate) => candidate.id === id);
      if (workspace === undefined) return err(noWorkspace);
      const key = { kind: 'passphrase', passphrase: given } as const;
      const status = await this.#open({ workspace, key, protection: passphrase });
      return status.ok ? ok({ status: status.value, movedAside }) : status;
    });
  }

  /** Core was given up: says so in the status. */
  coreFailed(problem: AppError): void {
    if (this.#current !== null) this.#failed(this.#current, this.#status.protection, problem);
  }

  #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(step);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #create(name: string): Promise<Result<StoreStatus, AppError>> {
    const key = randomBytes(32).toString('base64');
    const wrapped = wrapKey(key);
    const created = this.#parts.workspaces.create(name, wrapped);
    if (!created.ok) {
      // Where a workspace is open it stays so; at the first start there is none, and the window says why.
      if (this.#current !== null) return created;
      return ok(this.#announce(null, { state: 'failed', protection: session, problem: created.error }));
    }
    const workspace = created.value;
    if (wrapped === null) this.#sessionKeys.set(workspace.id, key);
    const protection: Protection = wrapped === null ? session : { kind: 'keychain', backend: wrapped.backend };
    return this.#open({ workspace, key: { kind: 'key', key }, protection, seedSample: true });
  }

  /** Only where the backup is of the workspace that is open is that one closed. */
  async #putBack(backup: string, given: string): Promise<Result<PutBack, AppError>> {
    const first = await this.#askToRestore(backup, given);
    const open = this.#current;
    if (first.ok || first.error.code !== 'conflict' || open === null || !this.isOpen()) return first;
    if (this.#status.protection.kind === 'session') return err(notKept);
    await this.#parts.core.stop();
    const second = await this.#askToRestore(backup, given);
    if (!second.ok) await this.#reopen(open);
    return second;
  }

  async #askToRestore(backup: string, given: string): Promise<Result<PutBack, AppError>> {
    const params = { backup, passphrase: given, workspaces: this.#parts.workspaces.folder };
    const answer = await this.#parts.core.callAside('internal.restore', params);
    return answer.ok ? ok(internalMethods['internal.restore'].output.parse(answer.value)) : answer;
  }

  async #openExisting(workspace: Workspace): Promise<Result<StoreStatus, AppError>> {
    if (this.isOpen() && workspace.id === this.#current?.id) return ok(this.#status);
    return this.#reopen(workspace);
  }

  async #reopen(workspace: Workspace): Promise<Result<StoreStatus, AppError>> {
    await this.#parts.core.stop();
    const sessionKey = this.#sessionKeys.get(workspace.id);
    if (sessionKey !== undefined) {
      return this.#open({ workspace, key: { kind: 'key', key: sessionKey }, protection: session });
    }
    const file = readKeyFile(this.#parts.workspaces.folderOf(workspace.id));
    if (!file.ok) return ok(this.#failed(workspace, session, file.error));
    if (file.value === null) return ok(this.#failed(workspace, session, keyLost));
    if (file.value.kind === 'passphrase') return ok(this.#locked(workspace));
    const protection: Protection = { kind: 'keychain', backend: file.value.backend };
    const key = unwrapKey(file.value);
    if (!key.ok) return ok(this.#failed(workspace, protection, key.error));
    return this.#open({ workspace, key: { kind: 'key', key: key.value }, protection });
  }

  async #open(opening: Opening): Promise<Result<StoreStatus, AppError>> {
    const opened = await this.#parts.core.open(this.#message(opening));
    if (opened.ok) return ok(await this.#opened(this.#parts.workspaces.touch(opening.workspace), opening.protection));
    return ok(this.#failed(opening.workspace, opening.protection, opened.error));
  }

  #message({ workspace, key, protection, seedSample = false }: Opening): OpenStore {
    const { workspaces, resources, engine } = this.#parts;
    const { id, name } = workspace;
    return { folder: workspaces.folderOf(id), workspace: { id, name }, key, protection, resources, engine, seedSample };
  }

  async #opened(workspace: Workspace, protection: Protection): Promise<StoreStatus> {
    const answer = await this.#parts.core.call('internal.mended', {});
    const mended = answer.ok ? internalMethods['internal.mended'].output.parse(answer.value).mended : null;
    return this.#become(workspace, { state: 'open', protection, problem: null, ...(mended !== null && { mended }) });
  }

  #locked(workspace: Workspace): StoreStatus {
    return this.#become(workspace, { state: 'locked', protection: passphrase, problem: null });
  }

  #failed(workspace: Workspace, protection: Protection, problem: AppError): StoreStatus {
    return this.#become(workspace, { state: 'failed', protection, problem });
  }

  #become(workspace: Workspace, status: Omit<StoreStatus, 'workspace'>): StoreStatus {
    this.#current = workspace;
    return this.#announce({ id: workspace.id, name: workspace.name }, status);
  }

  #announce(workspace: StoreStatus['workspace'], status: Omit<StoreStatus, 'workspace'>): StoreStatus {
    this.#status = { ...status, workspace };
    this.#parts.changed(this.#status);
    return this.#status;
  }
}
