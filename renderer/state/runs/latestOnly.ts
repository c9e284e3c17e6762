/** Works on the newest of what is wanted, one at a time: what comes while it is busy replaces what waits. */
export class LatestOnly<Wanted> {
  readonly #work: (wanted: Wanted) => Promise<void>;
  #waiting: { readonly wanted: Wanted } | null = null;
  #isBusy = false;

  constructor(work: (wanted: Wanted) => Promise<void>) {
    this.#work = work;
  }

  /** Asks for something; what was asked before and has not begun is dropped. */
  want(wanted: Wanted): void {
    this.#waiting = { wanted };
    if (!this.#isBusy) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isBusy = true;
    for (let next = this.#waiting; next !== null; next = this.#waiting) {
      this.#waiting = null;
      await this.#work(next.wanted);
    }
    this.#isBusy = false;
  }
}
