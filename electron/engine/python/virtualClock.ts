/**
 * The script's clock: it stands still but for what the script sleeps, which takes no time. It takes the place of the
 * process's own, so that nothing tells the real time.
 */
export class VirtualClock {
  #start: number;
  #elapsed = 0;

  /** `start` in milliseconds since the epoch. */
  constructor(start: number) {
    this.#start = start;
  }

  /** Lets so many milliseconds pass; others than positive finite ones are none. */
  advance(milliseconds: number): void {
    if (Number.isFinite(milliseconds) && milliseconds > 0) this.#elapsed += milliseconds;
  }

  /** Begins anew, in milliseconds since the epoch. */
  restart(start: number): void {
    this.#start = start;
    this.#elapsed = 0;
  }

  /** Replaces the clocks of this process. */
  install(): void {
    Reflect.defineProperty(Date, 'now', { value: () => this.#start + this.#elapsed });
    Reflect.defineProperty(performance, 'now', { value: () => this.#elapsed });
  }
}
