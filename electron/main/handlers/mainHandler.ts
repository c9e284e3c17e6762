import type { z } from 'zod';
import type { AppError } from '../../../shared/base/appError.ts';
import type { Result } from '../../../shared/base/result.ts';
import { type MethodName, type MethodOutput, methods } from '../../../shared/contract/table.ts';

type CheckedInput<N extends MethodName> = z.output<(typeof methods)[N]['input']>;
type Answer<T> = Result<T, AppError> | Promise<Result<T, AppError>>;

/** Handlers by the name of their method; inputs and answers are checked around them. */
export type MainHandlers = ReadonlyMap<MethodName, (input: unknown) => Answer<unknown>>;

/** One entry of {@link MainHandlers}: the types hold because the dispatcher checks the input by the same schema. */
export function mainHandler<N extends MethodName>(
  name: N,
  run: (input: CheckedInput<N>) => Answer<MethodOutput<N>>,
): readonly [MethodName, (input: unknown) => Answer<unknown>] {
  return [name, (input) => run(input as CheckedInput<N>)];
}

/** Puts handlers together; throws where a method of main has none. */
export function mainHandlers(
  entries: Iterable<readonly [MethodName, (input: unknown) => Answer<unknown>]>,
): MainHandlers {
  const handlers = new Map(entries);
  const missing = Object.entries(methods).find(
    ([name, { process }]) => process === 'main' && !handlers.has(name as MethodName),
  );
  if (missing !== undefined) throw new Error(`no handler for ${missing[0]}`);
  return handlers;
}
