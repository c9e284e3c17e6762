import { z } from 'zod';
import { type AppError, appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Method } from '../../shared/contract/method.ts';
import type { Permission } from '../../shared/contract/permissions.ts';
import { isMethodName, type MethodName, methods } from '../../shared/contract/table.ts';
import type { MainHandlers, MainMethodName } from './handlers/mainHandlers.ts';

/** Calls that may be under way at once; a page that has more is not ours any more. */
const maxCallsUnderWay = 256;

/** Where calls go. */
export interface Destinations {
  readonly handlers: MainHandlers;
  core(name: MethodName, input: unknown): Promise<Result<unknown, AppError>>;
  /** Asks the person, outside of the page, whether a connection to `place` may be opened. */
  consents(name: MethodName, place: string): Promise<boolean>;
  /** Whether the person may; core checks its own methods itself. */
  permits(permission: Permission | null): Result<void, AppError>;
  bug(where: string, error: unknown): void;
}

/** Answers one call of the page. */
export type Dispatch = (name: unknown, input: unknown) => Promise<Result<unknown, AppError>>;

/** Where a call that opens a connection wants to go. */
const connectionSchema = z.object({ reference: z.string() });

const notWanted = appError('cancelled', 'Nothing was sent: the connection was not agreed to.');
const unknownMethod = appError('denied', 'The window asked for something that Drydock does not offer.');
const tooMany = appError('limit', 'Too many things are under way at once; wait for some to end.');
const badAnswer = appError(
  'integrity',
  'Drydock gave an answer that it does not understand itself; nothing was changed by showing it.',
);
const bugMet = appError('unavailable', 'Drydock met a bug in itself while doing that; your saved work is not touched.');

function checkedInput(name: MethodName, input: unknown): Result<unknown, AppError> {
  const parsed = methods[name].input.safeParse(input);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.').slice(0, 200)}`;
  return err(appError('invalid-input', `The call ${name} cannot be made: its input is not what it takes${where}.`));
}

/** Makes the one way from the page into the application: a closed table, with a schema on what goes in and what comes out. */
export function createDispatcher({ handlers, core, consents, permits, bug }: Destinations): Dispatch {
  let underWay = 0;

  async function answer(name: MethodName, given: unknown): Promise<Result<unknown, AppError>> {
    const method: Method = methods[name];
    const input = checkedInput(name, given);
    if (!input.ok) return input;
    if (method.consent === 'connection') {
      const { reference } = connectionSchema.parse(input.value);
      if (!(await consents(name, reference))) return err(notWanted);
    }
    if (method.process === 'core') return core(name, input.value);
    const permitted = permits(method.permission);
    if (!permitted.ok) return permitted;
    // The table ties each name to its handler's types; behind a name that came at run time they are `unknown`.
    const handler = handlers[name as MainMethodName] as (input: unknown) => Promise<Result<unknown, AppError>>;
    return handler(input.value);
  }

  async function checkedAnswer(name: MethodName, input: unknown): Promise<Result<unknown, AppError>> {
    const result = await answer(name, input);
    if (!result.ok) return result;
    const output = methods[name].output.safeParse(result.value);
    if (output.success) return ok(output.data);
    bug(name, new Error(`answer does not fit at ${output.error.issues[0]?.path.join('.')}`));
    return err(badAnswer);
  }

  return async (name, input) => {
    if (!isMethodName(name)) return err(unknownMethod);
    if (underWay >= maxCallsUnderWay) return err(tooMany);
    underWay += 1;
    try {
      return await checkedAnswer(name, input);
    } catch (error) {
      bug(name, error);
      return err(bugMet);
    } finally {
      underWay -= 1;
    }
  };
}
