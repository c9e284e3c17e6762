import type { z } from 'zod';
import type { Result } from '../../shared/base/result.ts';
import type { InternalName, internalMethods } from '../../shared/contract/coreProtocol.ts';
import type { MethodName, methods } from '../../shared/contract/table.ts';

/** Name of a method of the table that core answers. */
export type CoreMethodName = {
  [N in MethodName]: (typeof methods)[N]['process'] extends 'core' ? N : never;
}[MethodName];

/** The same value, which nobody may change. */
type Fixed<T> = T extends readonly (infer Item)[]
  ? readonly Fixed<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Fixed<T[K]> }
    : T;

/** Answers one method: gets what its schema let through, gives what its schema will check. */
export type Handler<In extends z.ZodType, Out extends z.ZodType> = (
  input: z.output<In>,
) => Result<Fixed<z.input<Out>>> | Promise<Result<Fixed<z.input<Out>>>>;

/** One handler for each method of the table that core answers. */
export type MethodHandlers = {
  readonly [N in CoreMethodName]: Handler<(typeof methods)[N]['input'], (typeof methods)[N]['output']>;
};

/** What only main may ask of an open session. */
export type SessionInternalName = Exclude<InternalName, 'internal.open' | 'internal.restore' | 'internal.close'>;

/** One handler for each of them. */
export type InternalHandlers = {
  readonly [N in SessionInternalName]: Handler<
    (typeof internalMethods)[N]['input'],
    (typeof internalMethods)[N]['output']
  >;
};

/** Every handler of a session. */
export type Handlers = MethodHandlers & InternalHandlers;
