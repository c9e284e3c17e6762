/** A span of time that runs, stands still and runs on; where it is over, something happens once. */
export class Deadline {
  readonly #over: () => void;
  #left = 0;
  #since = 0;
  #timer: NodeJS.Timeout | undefined;
  #isCleared = false;

  constructor(over: () => void) {
    this.#over = over;
  }

  /** Runs anew, for so many milliseconds. */
  restart(milliseconds: number): void {
    this.#left = milliseconds;
    this.resume();
  }

  /** Stands still: what takes time now is not for the one who is watched to answer for. */
  pause(): void {
    clearTimeout(this.#timer);
    this.#left -= performance.now() - this.#since;
  }

  /** Runs on. */
  resume(): void {
    if (this.#isCleared) return;
    clearTimeout(this.#timer);
    this.#since = performance.now();
    this.#timer = setTimeout(this.#over, Math.max(0, this.#left));
  }

  /** Ends for good without anything happening: who still waits for a script may ask it to run on. */
  clear(): void {
    this.#isCleared = true;
    clearTimeout(this.#timer);
  }
}
