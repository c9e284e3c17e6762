import type { Handlers } from '../handlers.ts';
import type { StoreKey } from '../keys/storeKey.ts';
import { documentHandlers, documentService } from './documents.ts';
import { settingsHandlers } from './settings.ts';
import type { Workbench } from './workbench.ts';

/** The services of an open session. */
export interface Services {
  readonly handlers: Handlers;
  /** Puts the sample documents into a store that has none. */
  seedSample(): Promise<void>;
  /** Cancels what is under way and stops watching. */
  stop(): Promise<void>;
}

/** Builds every service over one workbench. */
export function buildServices(workbench: Workbench, _protection: { key: StoreKey; keyFile: string }): Services {
  const links = { stateOf: () => null };
  const documents = documentService(workbench, links);
  return {
    handlers: {
      ...documentHandlers(documents, workbench, links),
      ...settingsHandlers(workbench),
    } as unknown as Handlers,
    seedSample: async () => {},
    stop: async () => {},
  };
}
