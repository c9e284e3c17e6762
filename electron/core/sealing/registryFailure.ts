import type { AppError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';

/** Carries an expected error out of the steps of a transfer, which are many and nested; {@link settle} makes a value of it. */
export class RegistryFailure extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(error.message);
    this.error = error;
  }
}

/** What the work gave, or the error that a step of it failed with; a bug is thrown on. */
export async function settle<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (problem) {
    if (problem instanceof RegistryFailure) return err(problem.error);
    throw problem;
  }
}
