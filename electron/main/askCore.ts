import type { z } from 'zod';
import { type AppError, appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { type InternalName, internalMethods } from '../../shared/contract/coreProtocol.ts';
import type { CoreSupervisor } from './coreSupervisor.ts';

type Internal = typeof internalMethods;

/** Asks core for what only main may, and checks the answer. */
export type AskCore = <N extends InternalName>(
  name: N,
  input: z.input<Internal[N]['input']>,
) => Promise<Result<z.output<Internal[N]['output']>, AppError>>;

const badAnswer = appError('integrity', 'Drydock’s core gave an answer that does not fit the question.');

/** Binds {@link AskCore} to a core. */
export function askCoreThrough(core: CoreSupervisor): AskCore {
  return async <N extends InternalName>(name: N, input: z.input<Internal[N]['input']>) => {
    const result = await core.call(name, input);
    if (!result.ok) return result;
    const output = internalMethods[name].output.safeParse(result.value);
    return output.success ? ok(output.data as z.output<Internal[N]['output']>) : err(badAnswer);
  };
}
