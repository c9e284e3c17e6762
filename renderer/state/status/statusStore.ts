import type { z } from 'zod';
import { create } from 'zustand';
import type { AppError } from '../../../shared/base/appError.ts';
import type { appInfoSchema } from '../../../shared/contract/appMethods.ts';
import type { EventData } from '../../../shared/contract/events.ts';
import type { StoreStatus } from '../../../shared/contract/storeMethods.ts';

/** Versions and the state of the sandbox. */
export type AppInfo = z.infer<typeof appInfoSchema>;
/** The last news of a process. */
export type ProcessNews = EventData<'process.state'>;

interface StatusState {
  readonly info: AppInfo | null;
  /** Null until main has answered for the first time. */
  readonly store: StoreStatus | null;
  /** Why main could not say how the store is. */
  readonly failure: AppError | null;
  /** News of processes that are not running as they should. */
  readonly processes: Partial<Record<ProcessNews['process'], ProcessNews>>;
  /** True once the workspace's documents are known. */
  readonly workspaceLoaded: boolean;
}

/** What the application as a whole is up to. */
export const useStatus = create<StatusState>(() => ({
  info: null,
  store: null,
  failure: null,
  processes: {},
  workspaceLoaded: false,
}));

/** Takes in news of a process; one that runs again is no news any more. */
export function noteProcess(news: ProcessNews): void {
  useStatus.setState(({ processes }) => {
    const { [news.process]: _before, ...others } = processes;
    return { processes: news.state === 'running' ? others : { ...others, [news.process]: news } };
  });
}

/** Whether the store is open, so that documents can be read and written. */
export function isStoreOpen(): boolean {
  return useStatus.getState().store?.state === 'open';
}
