import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { OpenStore } from '../../shared/contract/coreProtocol.ts';
import type { EventData, EventName } from '../../shared/contract/events.ts';
import type { Ports } from '../store/ports.ts';
import { openStore, type Store } from '../store/store.ts';
import { storeError } from '../store/storeError.ts';
import { type Actor, owner } from './actor.ts';
import { auditTrail } from './audit/auditTrail.ts';
import { type Dispatch, dispatcher } from './dispatch.ts';
import { decodeStoreKey, type StoreKey } from './keys/storeKey.ts';
import { type Masker, runMaskJob } from './masking/maskJob.ts';
import { permitFor } from './permit.ts';
import { buildServices } from './services/buildServices.ts';
import type { Workbench } from './services/workbench.ts';
import { storeFileName, unlockFolder } from './workspaceFolder.ts';

/** What a session takes from its surroundings: the core process's, or a test's. */
export interface Surroundings {
  readonly ports: Ports;
  /** Name of the person at the keyboard. */
  readonly who: string;
  emit<N extends EventName>(name: N, data: EventData<N>): void;
  reportBug(where: string, bug: unknown): void;
  /** Where data sets are masked; in this thread unless said. */
  readonly mask?: Masker;
  /** Who asks; the workspace's owner unless a policy says otherwise. */
  readonly actor?: Actor;
}

const maskHere: Masker = async (job) => runMaskJob(job);

/** An open workspace. */
export interface Session {
  readonly call: Dispatch;
  /** Gets ready for the first rehearsal, which otherwise starts its own engine. */
  warmUp(): void;
  /** Stops what is under way, signs the log, closes the store and forgets the key. */
  close(): Promise<void>;
}

/** Opens a workspace's store and builds its services. */
export async function openSession(open: OpenStore, surroundings: Surroundings): Promise<Result<Session>> {
  const folder = makeFolder(open.folder);
  if (!folder.ok) return folder;
  const key = await findKey(open);
  if (!key.ok) return key;
  const { ports } = surroundings;
  const file = join(open.folder, storeFileName);
  const store = key.value.use((bytes) => openStore({ file, key: bytes, workspace: open.workspace, ports }));
  if (!store.ok) {
    key.value.wipe();
    return store;
  }
  try {
    return ok(await startSession(open, store.value, key.value, surroundings));
  } catch (thrown) {
    store.value.close();
    key.value.wipe();
    const error = storeError(thrown);
    if (error === null) throw thrown;
    return err(error);
  }
}

function makeFolder(folder: string): Result<void> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return ok(undefined);
  } catch {
    return err(
      appError('unavailable', "The workspace's folder cannot be made or read.", 'Check the disk and its permissions.'),
    );
  }
}

async function findKey({ key, folder }: OpenStore): Promise<Result<StoreKey>> {
  return key.kind === 'key' ? decodeStoreKey(key.key) : unlockFolder(folder, key.passphrase);
}

async function startSession(
  open: OpenStore,
  store: Store,
  key: StoreKey,
  surroundings: Surroundings,
): Promise<Session> {
  const { ports, who, emit, reportBug, actor = owner(who), mask = maskHere } = surroundings;
  const audit = auditTrail(store, ports, who);
  const permit = permitFor(actor, (purpose, permission) =>
    audit.record('permission.refused', `${purpose} (${permission})`),
  );
  const { resources, engine } = open;
  const workbench: Workbench = { store, ports, audit, permit, who, resources, engine, emit };
  const services = buildServices(workbench, { key, folder: open.folder }, mask);
  const call = dispatcher({
    handlers: services.handlers,
    permit,
    expected: storeError,
    reportBug,
  });
  audit.record('workspace.open', `workspace:${store.workspace.id}`);
  if (open.seedSample) await services.seedSample();
  services.start(reportBug);
  return {
    call,
    warmUp: () => services.warmUp(),
    async close() {
      services.stop();
      audit.record('workspace.close', `workspace:${store.workspace.id}`);
      audit.seal();
      store.checkpoint();
      store.close();
      key.wipe();
    },
  };
}
