interface Waiter {
  /** Told whether there is a slot; false where it is not wanted any more. */
  settle(isGranted: boolean): void;
}

/**
 * How many things may run at once. Who waits is served in turn: first come, first served within a lane, and the lanes one
 * after the other, so that a long row of one kind does not keep the other waiting.
 */
export class Slots {
  #free: number;
  readonly #lanes = new Map<string, Waiter[]>();

  constructor(count: number) {
    this.#free = count;
  }

  /** Waits for a slot, to be given back by {@link release}; false where the signal came first. */
  take(lane: string, signal?: AbortSignal): Promise<boolean> {
    if (signal?.aborted === true) return Promise.resolve(false);
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const waiter: Waiter = {
        settle(isGranted) {
          signal?.removeEventListener('abort', leave);
          resolve(isGranted);
        },
      };
      const leave = (): void => {
        this.#remove(lane, waiter);
        waiter.settle(false);
      };
      signal?.addEventListener('abort', leave, { once: true });
      const waiting = this.#lanes.get(lane);
      if (waiting === undefined) this.#lanes.set(lane, [waiter]);
      else waiting.push(waiter);
    });
  }

  /** Gives a slot back: to who waits next. */
  release(): void {
    const [next] = this.#lanes;
    if (next === undefined) {
      this.#free += 1;
      return;
    }
    const [lane, waiting] = next;
    const waiter = waiting.shift();
    // The lane goes behind the others.
    this.#lanes.delete(lane);
    if (waiting.length > 0) this.#lanes.set(lane, waiting);
    waiter?.settle(true);
  }

  #remove(lane: string, waiter: Waiter): void {
    const waiting = this.#lanes.get(lane)?.filter((each) => each !== waiter) ?? [];
    if (waiting.length > 0) this.#lanes.set(lane, waiting);
    else this.#lanes.delete(lane);
  }
}
