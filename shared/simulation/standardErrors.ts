import { type StandardErrorName, standardErrors, standardErrorType } from '../workflow/errorTypes.ts';
import { Fault } from './fault.ts';
import type { WorkflowError } from './trace.ts';

/** What a standard error says beside its name; `status` and `title` where they differ from the default. */
export interface ErrorText {
  readonly detail: string;
  /** JSON Pointer of what raised it. */
  readonly instance: string;
  readonly status?: number;
  readonly title?: string;
}

/** A standard error as the workflow sees it. */
export function standardError(name: StandardErrorName, text: ErrorText): WorkflowError {
  const { status, title } = standardErrors[name];
  return {
    type: standardErrorType(name),
    status: text.status ?? status,
    title: text.title ?? title,
    detail: text.detail,
    instance: text.instance,
  };
}

/** A standard error to throw. */
export function standardFault(name: StandardErrorName, text: ErrorText): Fault {
  return new Fault(standardError(name, text));
}
