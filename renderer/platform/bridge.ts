import { type AppError, appError } from '../../shared/base/appError.ts';
import { err, type Result } from '../../shared/base/result.ts';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { EventData, EventName } from '../../shared/contract/events.ts';
import type { MethodInput, MethodName, MethodOutput } from '../../shared/contract/table.ts';

let current: Bridge | null = null;

/** What preload put on the window; throws where the page was opened outside the application. */
export function windowBridge(): Bridge {
  const { api } = window as Window & { readonly api?: Bridge };
  if (api === undefined) throw new Error('Drydock can only be opened by its own application.');
  return api;
}

/** Uses a bridge for every later {@link call} and {@link listen}. */
export function connectBridge(bridge: Bridge): void {
  current = bridge;
}

function connected(): Bridge {
  if (current === null) throw new Error('no bridge is connected');
  return current;
}

type CallFollower = (name: MethodName, input: unknown) => void;

const followers = new Set<CallFollower>();

/** Hears of every call that succeeded; the function that comes back stops it. */
export function onCall(follower: CallFollower): () => void {
  followers.add(follower);
  return () => followers.delete(follower);
}

/** Calls a method of the contract. A broken channel is the error `unavailable`, so that no caller has to catch. */
export async function call<N extends MethodName>(
  name: N,
  input: MethodInput<N>,
): Promise<Result<MethodOutput<N>, AppError>> {
  try {
    const answer = await connected().call(name, input);
    if (answer.ok) for (const follower of followers) follower(name, input);
    return answer;
  } catch {
    return err(appError('unavailable', 'The application did not answer. Try again in a moment.'));
  }
}

/** Listens to an event of the contract; the function that comes back stops it. */
export function listen<N extends EventName>(name: N, listener: (data: EventData<N>) => void): () => void {
  return connected().on(name, listener);
}
