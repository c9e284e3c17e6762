import type { Env } from './code.ts';

/** Thrown inside an evaluation by `break $name`; caught by the label that it names. */
export class BreakSignal {
  readonly label: Env;

  constructor(label: Env) {
    this.label = label;
  }
}
