import type { z } from 'zod';
import type { ErrorCode } from '../base/appError.ts';
import type { Permission } from './permissions.ts';

/**
 * One call that the page may make. `input` and `output` are checked at each boundary that the message crosses.
 * `permission` is what core checks before the service runs; null where nothing of a workspace is touched.
 */
export interface Method<
  In extends z.ZodType = z.ZodType,
  Out extends z.ZodType = z.ZodType,
  Process extends 'core' | 'main' = 'core' | 'main',
> {
  readonly input: In;
  readonly output: Out;
  /** The process that answers. What main answers needs something that only Electron has. */
  readonly process: Process;
  readonly permission: Permission | null;
  /**
   * Set where the call opens a connection: main then asks the person, in a dialog of the system that the page cannot
   * draw or answer, before anything is passed on. `input.reference` names the place.
   */
  readonly consent?: 'connection';
  /** Codes that callers must expect beside `denied`, `unavailable` and `cancelled`, which any method may give. */
  readonly errors: readonly ErrorCode[];
}

/** Declares a method; exists so that the types of the schemas and the process survive. */
export function method<In extends z.ZodType, Out extends z.ZodType, Process extends 'core' | 'main'>(
  definition: Method<In, Out, Process>,
): Method<In, Out, Process> {
  return definition;
}
