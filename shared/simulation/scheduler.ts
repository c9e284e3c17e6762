import type { Json, JsonObject } from '../base/json.ts';
import { type Deadline, Fault, Interrupt, RunLimit } from './fault.ts';
import { TimerQueue } from './timerQueue.ts';

/** What a routine asks of the scheduler when it cannot go on by itself. */
export type Step =
  | { readonly kind: 'sleep'; readonly until: number; readonly deadline: Deadline | null }
  | {
      readonly kind: 'receive';
      readonly accept: (event: JsonObject) => boolean;
      readonly deadline: Deadline | null;
    }
  /** Runs branches side by side; `isOver` is asked when one has ended, and where it holds the others are cancelled. */
  | { readonly kind: 'fork'; readonly branches: readonly Routine<void>[]; readonly isOver?: () => boolean }
  /** Starts a routine that nobody waits for; what it throws as a `Fault` ends it alone. */
  | { readonly kind: 'detach'; readonly routine: Routine<void> };

/** A coroutine: it yields steps, is resumed with their answer (an event for `receive`, else null), and gives a `T`. */
export type Routine<T> = Generator<Step, T, Json>;

interface Fiber {
  readonly routine: Routine<void>;
  readonly parent: Fiber | null;
  /** Counts resumptions: a timer of an earlier one is stale. */
  turn: number;
  done: boolean;
  accept: ((event: JsonObject) => boolean) | null;
  children: readonly Fiber[];
  /** How many of its children have not ended. */
  running: number;
  isOver: (() => boolean) | null;
}

/** Most routines at the same time: what forks itself again and again doubles with each step. */
const maxFibers = 10_000;

/** Runs routines in virtual time: always the earliest timer, and the first set of those that are due together. */
export class Scheduler {
  /** Milliseconds since the epoch, in virtual time. */
  now: number;
  readonly #timers = new TimerQueue();
  readonly #inbox: JsonObject[] = [];
  readonly #listening = new Set<Fiber>();
  readonly #detached = new Set<Fiber>();
  #fibers = 0;
  /** What ended the main routine, until what it detached has ended too. */
  #fault: Fault | null = null;

  constructor(now: number) {
    this.now = now;
  }

  /** Publishes an event at a virtual time. */
  publishAt(time: number, event: JsonObject): void {
    this.#timers.add(time, () => this.publish(event));
  }

  /** Gives an event to everyone who listens for it now, or keeps it until someone does. */
  publish(event: JsonObject): void {
    const takers = [...this.#listening].filter((fiber) => fiber.accept?.(event) === true);
    if (takers.length === 0) this.#inbox.push(event);
    for (const fiber of takers) {
      this.#listening.delete(fiber);
      fiber.accept = null;
      fiber.turn++;
      this.#timers.add(this.now, () => this.#resume(fiber, event), fiber);
    }
  }

  /**
   * Runs until the routine and what it detached have ended, or nothing is left that could wake them. Whether the routine
   * itself has ended. What it throws is thrown: a `Fault` when the others have ended too.
   */
  run(routine: Routine<void>): boolean {
    const main: Fiber = this.#fiber(routine, null);
    this.#resume(main, null);
    while (!main.done || this.#detached.size > 0) {
      const timer = this.#timers.take();
      if (timer === null) break;
      this.now = Math.max(this.now, timer.at);
      timer.action();
    }
    if (this.#fault !== null) throw this.#fault;
    return main.done;
  }

  #fiber(routine: Routine<void>, parent: Fiber | null): Fiber {
    if (++this.#fibers > maxFibers) {
      throw new RunLimit(
        `The rehearsal was stopped: more than ${maxFibers} branches and workflows run at the same time.`,
      );
    }
    return { routine, parent, turn: 0, done: false, accept: null, children: [], running: 0, isOver: null };
  }

  #end(fiber: Fiber): void {
    fiber.done = true;
    this.#fibers--;
    if (fiber.parent !== null) fiber.parent.running--;
  }

  #interrupt(fiber: Fiber, deadline: Deadline): void {
    this.#listening.delete(fiber);
    this.#raise(fiber, new Interrupt(deadline));
  }

  #resume(fiber: Fiber, answer: Json): void {
    this.#advance(fiber, () => fiber.routine.next(answer));
  }

  #raise(fiber: Fiber, error: unknown): void {
    this.#advance(fiber, () => fiber.routine.throw(error));
  }

  #advance(fiber: Fiber, go: () => IteratorResult<Step, void>): void {
    fiber.turn++;
    let step: IteratorResult<Step, void>;
    try {
      step = go();
    } catch (error) {
      this.#end(fiber);
      this.#failed(fiber, error);
      return;
    }
    if (step.done === true) {
      this.#end(fiber);
      this.#finished(fiber);
    } else {
      this.#await(fiber, step.value);
    }
  }

  #await(fiber: Fiber, step: Step): void {
    switch (step.kind) {
      case 'sleep': {
        const { until, deadline } = step;
        if (deadline !== null && deadline.at < until) {
          this.#timers.add(deadline.at, () => this.#interrupt(fiber, deadline), fiber);
        } else {
          this.#timers.add(until, () => this.#resume(fiber, null), fiber);
        }
        return;
      }
      case 'receive':
        this.#receive(fiber, step.accept, step.deadline);
        return;
      case 'fork':
        this.#fork(fiber, step.branches, step.isOver ?? null);
        return;
      case 'detach': {
        const child = this.#fiber(step.routine, null);
        this.#detached.add(child);
        this.#timers.add(this.now, () => this.#resume(child, null), child);
        this.#timers.add(this.now, () => this.#resume(fiber, null), fiber);
      }
    }
  }

  #receive(fiber: Fiber, accept: (event: JsonObject) => boolean, deadline: Deadline | null): void {
    const kept = this.#inbox.findIndex(accept);
    const [event] = kept < 0 ? [] : this.#inbox.splice(kept, 1);
    if (event !== undefined) {
      this.#timers.add(this.now, () => this.#resume(fiber, event), fiber);
      return;
    }
    fiber.accept = accept;
    this.#listening.add(fiber);
    if (deadline !== null) this.#timers.add(deadline.at, () => this.#interrupt(fiber, deadline), fiber);
  }

  #fork(fiber: Fiber, branches: readonly Routine<void>[], isOver: Fiber['isOver']): void {
    fiber.isOver = isOver;
    fiber.children = branches.map((branch) => this.#fiber(branch, fiber));
    fiber.running = branches.length;
    if (branches.length === 0) this.#timers.add(this.now, () => this.#resume(fiber, null), fiber);
    for (const child of fiber.children) {
      this.#timers.add(this.now, () => this.#resume(child, null), child);
    }
  }

  #finished(fiber: Fiber): void {
    const { parent } = fiber;
    this.#detached.delete(fiber);
    if (parent === null) return;
    if (parent.isOver?.() === true) this.#cancelChildren(parent);
    if (parent.running === 0) this.#resume(parent, null);
  }

  #failed(fiber: Fiber, error: unknown): void {
    const { parent } = fiber;
    if (parent !== null) {
      this.#cancelChildren(parent);
      this.#raise(parent, error);
      return;
    }
    const isMain = !this.#detached.delete(fiber);
    if (!(error instanceof Fault)) throw error;
    if (isMain) this.#fault = error;
  }

  #cancelChildren(parent: Fiber): void {
    for (const child of parent.children) {
      if (!child.done) this.#cancel(child);
    }
  }

  #cancel(fiber: Fiber): void {
    this.#end(fiber);
    this.#listening.delete(fiber);
    this.#cancelChildren(fiber);
    // A branch that has not begun has nothing to clear up.
    if (fiber.turn === 0) return;
    try {
      fiber.routine.throw(new Interrupt(null));
    } catch (error) {
      if (!(error instanceof Interrupt)) throw error;
    }
  }
}

/** A routine that gives a value and waits for nothing. */
// biome-ignore lint/correctness/useYield: that is what it is for
export function* atOnce<T>(value: T): Routine<T> {
  return value;
}

/** Waits until a virtual time. */
export function* sleepUntil(until: number, deadline: Deadline | null): Routine<void> {
  yield { kind: 'sleep', until, deadline };
}
