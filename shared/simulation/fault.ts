import type { WorkflowError } from './trace.ts';

/** Thrown inside a rehearsal for an error that the workflow's own `try` can catch. It never leaves this folder. */
export class Fault {
  readonly error: WorkflowError;

  constructor(error: WorkflowError) {
    this.error = error;
  }
}

/** When something has to be over, in milliseconds of virtual time; each is an owner of its own. */
export interface Deadline {
  readonly at: number;
}

/**
 * Thrown into a task that is stopped from outside: its deadline or that of an enclosing task passed, or it lost a race.
 * No `try` below the owner of the deadline can catch it. It never leaves this folder.
 */
export class Interrupt {
  /** The deadline that passed; null for a lost race. */
  readonly deadline: Deadline | null;

  constructor(deadline: Deadline | null) {
    this.deadline = deadline;
  }
}

/** Thrown inside a rehearsal when a bound is reached: the run ends as `limit`. It never leaves this folder. */
export class RunLimit {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}
