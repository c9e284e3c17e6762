import type { AppError } from '../base/appError.ts';
import type { Result } from '../base/result.ts';
import type { EventData, EventName } from './events.ts';
import type { MethodInput, MethodName, MethodOutput } from './table.ts';

/** What preload puts on `window.api`: the table and the events, nothing else. */
export interface Bridge {
  call<N extends MethodName>(name: N, input: MethodInput<N>): Promise<Result<MethodOutput<N>, AppError>>;
  /** Listens to an event; the function that comes back stops it. */
  on<N extends EventName>(name: N, listener: (data: EventData<N>) => void): () => void;
}

/** The two Electron IPC channels there are. */
export const channels = { call: 'drydock:call', event: 'drydock:event' } as const;
