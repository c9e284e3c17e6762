/**
 * The script's clock: it stands still but for what the script sleeps, which takes no time. It takes the place of the
 * process's own, so that nothing tells the real time.
 */
export class VirtualClock {
  #now: number;

  /** Milliseconds since the epoch. */
  constructor(now: number) {
    this.#now = now;
  }

  /** Lets so many milliseconds pass; others than positive finite ones are none. */
  advance(milliseconds: number): void {
    if (Number.isFinite(milliseconds) && milliseconds > 0) this.#now += milliseconds;
  }

  /** Sets the time. */
  set(now: number): void {
    this.#now = now;
  }

  /** Replaces the clocks of this process. */
  install(): void {
    const read = (): number => this.#now;
    Reflect.defineProperty(Date, 'now', { value: read });
    Reflect.defineProperty(performance, 'now', { value: read });
  }
}
