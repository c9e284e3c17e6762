import type { z } from 'zod';
import type { AppError } from '../../../shared/base/appError.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { MethodName, MethodOutput, methods } from '../../../shared/contract/table.ts';

/** Name of a method of the table that main answers. */
export type MainMethodName = {
  [N in MethodName]: (typeof methods)[N]['process'] extends 'main' ? N : never;
}[MethodName];

/** Answers one method: gets what its schema let through, gives what its schema will check. */
type Handler<N extends MethodName> = (
  input: z.output<(typeof methods)[N]['input']>,
) => Result<MethodOutput<N>, AppError> | Promise<Result<MethodOutput<N>, AppError>>;

/** One handler for each of the methods `N`. */
export type HandlersOf<N extends MainMethodName> = { readonly [K in N]: Handler<K> };

/** One handler for each method that main answers. */
export type MainHandlers = HandlersOf<MainMethodName>;
