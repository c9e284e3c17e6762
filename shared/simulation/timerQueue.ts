/** Whoever a timer was set for: it counts its turns, and a timer of an earlier one is stale. */
export interface TimerOwner {
  readonly turn: number;
  readonly done: boolean;
}

/** Something to do at a virtual time. */
export interface Timer {
  readonly at: number;
  readonly action: () => void;
  readonly owner: TimerOwner | null;
  /** The owner's turn when the timer was set. */
  readonly turn: number;
}

function isStale({ owner, turn }: Timer): boolean {
  return owner !== null && (owner.done || owner.turn !== turn);
}

interface Entry extends Timer {
  readonly sequence: number;
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.sequence < b.sequence);
}

/** A binary heap of timers: earliest first, and first come first served where times are equal. */
export class TimerQueue {
  readonly #heap: Entry[] = [];
  #sequence = 0;

  /** Adds one for `owner` as it is now; null where the timer holds whatever happens before it. */
  add(at: number, action: () => void, owner: TimerOwner | null = null): void {
    const entry = { at, action, owner, turn: owner?.turn ?? 0, sequence: this.#sequence++ };
    let index = this.#heap.length;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = this.#heap[above];
      if (parent === undefined || isBefore(parent, entry)) break;
      this.#heap[index] = parent;
      index = above;
    }
    this.#heap[index] = entry;
  }

  /** Removes and gives the next timer that somebody still waits for, or null: the clock does not move for others. */
  take(): Timer | null {
    let timer = this.#takeFirst();
    while (timer !== null && isStale(timer)) timer = this.#takeFirst();
    return timer;
  }

  #takeFirst(): Timer | null {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first === undefined || last === undefined) return null;
    if (this.#heap.length > 0) this.#sink(last);
    return first;
  }

  #sink(entry: Entry): void {
    const heap = this.#heap;
    let index = 0;
    for (;;) {
      let below = 2 * index + 1;
      let child = heap[below];
      const right = heap[below + 1];
      if (child !== undefined && right !== undefined && isBefore(right, child)) {
        below++;
        child = right;
      }
      if (child === undefined || isBefore(entry, child)) break;
      heap[index] = child;
      index = below;
    }
    heap[index] = entry;
  }
}
