/** Thrown inside an evaluation when a bound of the meter is reached; `try` cannot catch it. It never leaves this folder. */
export class LimitReached {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}
