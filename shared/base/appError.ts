/** Stable codes of expected errors; the window, the command line and tests rely on them. */
export const errorCodes = [
  'invalid-input',
  'not-found',
  'conflict',
  'denied',
  'blocked',
  'unavailable',
  'integrity',
  'too-new',
  'limit',
  'cancelled',
] as const;

/** One of {@link errorCodes}. */
export type ErrorCode = (typeof errorCodes)[number];

/**
 * An expected error: about us, not about the user's workflow (that is a finding).
 * `message` is one sentence for a person: what, where, what to do. It never contains a secret, a sample value or a key.
 */
export interface AppError {
  readonly code: ErrorCode;
  readonly message: string;
  /** What to try, when it fits in a few words of its own. */
  readonly hint?: string;
}

/** Makes an {@link AppError}. */
export function appError(code: ErrorCode, message: string, hint?: string): AppError {
  return hint === undefined ? { code, message } : { code, message, hint };
}
