import { type AppError, appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { internalMethods, requestFrameSchema } from '../../shared/contract/coreProtocol.ts';
import { restoreInto } from './backup/restoreInto.ts';
import { openSession, type Session, type Surroundings } from './session.ts';

/** The frame that answers a request. */
export type Reply = { readonly id: number } & ({ readonly value: unknown } | { readonly error: AppError });

/** Answers the messages of one connection, the first of which opens the store. */
export interface CoreServer {
  /** Takes one decoded message and gives the frame to send back; null where it was no request at all. */
  answer(message: unknown): Promise<Reply | null>;
  close(): Promise<void>;
}

/** A server without an open store. */
export function coreServer(surroundings: Surroundings): CoreServer {
  let session: Session | null = null;
  let opening = false;

  const open = async (params: unknown): Promise<Result<unknown>> => {
    const input = internalMethods['internal.open'].input.safeParse(params);
    if (!input.success) return err(appError('invalid-input', 'The store cannot be opened: the request is malformed.'));
    if (session !== null || opening) return err(appError('conflict', 'The store is open already.'));
    opening = true;
    try {
      const opened = await openSession(input.data, surroundings);
      if (!opened.ok) return opened;
      session = opened.value;
      session.warmUp();
      return ok({});
    } catch (bug) {
      surroundings.reportBug('internal.open', bug);
      return err(appError('unavailable', 'The store cannot be opened; the file was left as it is.'));
    } finally {
      opening = false;
    }
  };

  const restore = async (params: unknown): Promise<Result<unknown>> => {
    const input = internalMethods['internal.restore'].input.safeParse(params);
    if (!input.success)
      return err(appError('invalid-input', 'The backup cannot be restored: the request is malformed.'));
    if (session !== null || opening) return err(appError('conflict', 'A backup is restored while no store is open.'));
    try {
      return await restoreInto(input.data, surroundings);
    } catch (bug) {
      surroundings.reportBug('internal.restore', bug);
      return err(appError('unavailable', 'The backup cannot be restored; it was left as it is.'));
    }
  };

  const close = async (): Promise<void> => {
    const closing = session;
    session = null;
    await closing?.close();
  };

  const call = async (method: string, params: unknown): Promise<Result<unknown>> => {
    if (method === 'internal.open') return open(params);
    if (method === 'internal.restore') return restore(params);
    if (session === null) return err(appError('unavailable', 'The store is not open.'));
    if (method !== 'internal.close') return session.call(method, params);
    await close();
    return ok({});
  };

  return {
    async answer(message) {
      const frame = requestFrameSchema.safeParse(message);
      if (!frame.success) return null;
      const { id, method, params } = frame.data;
      const answer = await call(method, params);
      return answer.ok ? { id, value: answer.value } : { id, error: answer.error };
    },
    close,
  };
}
