import type { z } from 'zod';
import { type AppError, appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Handler, Handlers } from './handlers.ts';
import { findOperation, type Operation } from './operations.ts';
import type { Permit } from './permit.ts';

/** What dispatch works with. */
export interface DispatchOptions {
  readonly handlers: Handlers;
  readonly permit: Permit;
  /** An expected error behind something thrown (a full disk, a damaged file); null for a bug. */
  expected(thrown: unknown): AppError | null;
  /** Tells a person at the terminal about a bug: never with a value. */
  reportBug(method: string, bug: unknown): void;
}

/** Calls a method by name with arguments that nobody has checked. */
export type Dispatch = (name: string, params: unknown) => Promise<Result<unknown>>;

/**
 * The one way into the services: looks the method up, decodes the input, checks the permission, runs the handler, checks the
 * output. Also the one place that catches: a bug costs its caller one answer and tells them nothing.
 */
export function dispatcher(options: DispatchOptions): Dispatch {
  return async (name, params) => {
    const operation = findOperation(name);
    if (operation === null) return err(appError('invalid-input', 'There is no such method.'));
    try {
      return await run(operation, params, options);
    } catch (thrown) {
      const error = options.expected(thrown);
      if (error !== null) return err(error);
      options.reportBug(name, thrown);
      return err(internalError);
    }
  };
}

const internalError = appError(
  'unavailable',
  'Something went wrong inside Drydock; nothing that was saved is lost.',
  'Try again, and restart Drydock if it happens again.',
);

async function run(operation: Operation, params: unknown, options: DispatchOptions): Promise<Result<unknown>> {
  const input = operation.input.safeParse(params);
  if (!input.success) return err(invalidInput(operation, input.error));
  const { permission } = operation;
  const permitted = permission === null ? ok(undefined) : options.permit(permission, operation.name);
  if (!permitted.ok) return permitted;
  // The table ties each name to its handler's types; behind a name that came at run time they are `unknown`.
  const handler = options.handlers[operation.name] as Handler<z.ZodType, z.ZodType>;
  const answer = await handler(input.data);
  return answer.ok ? ok(operation.output.parse(answer.value)) : answer;
}

/** Names the field that is wrong, and never repeats what was in it. */
function invalidInput(operation: Operation, error: z.ZodError): AppError {
  const field = error.issues[0]?.path.join('.') ?? '';
  const where = field === '' ? 'its arguments are' : `'${field.slice(0, 100)}' is`;
  return appError('invalid-input', `The call ${operation.name} cannot be made: ${where} not what it takes.`);
}
