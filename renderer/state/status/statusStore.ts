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

/** Milliseconds for which news stays after it is over: a process is back before anybody could read that it had gone. */
export const newsStays = 3_000;

/** Takes in news of a process; soon after it runs again that is no news any more. */
export function noteProcess(news: ProcessNews): void {
  const { process, state } = news;
  if (state === 'running') {
    const told = useStatus.getState().processes[process];
    setTimeout(() => forget(process, told), newsStays);
  } else useStatus.setState(({ processes }) => ({ processes: { ...processes, [process]: news } }));
}

/** Drops news, unless there is other news of the process by now. */
function forget(process: ProcessNews['process'], told: ProcessNews | undefined): void {
  const { [process]: now, ...others } = useStatus.getState().processes;
  if (now === told) useStatus.setState({ processes: others });
}

/** Whether the store is open, so that documents can be read and written. */
export function isStoreOpen(): boolean {
  return useStatus.getState().store?.state === 'open';
}
