import type { ModelTask } from '../modelTask.ts';
import { type Departure, joinStates, repeatedStates, type State } from './workflowState.ts';

/** Most rounds through a list whose tasks jump back, for those that were followed before. */
const maxRounds = 3;

/** How data moves through the tasks of a list: what arrives at each, and what leaves the list. */
export class ListWalk {
  readonly #tasks: readonly ModelTask[];
  /** A name that stands for several tasks is an error in a run; a runtime that takes one of them may take any. */
  readonly #positions: ReadonlyMap<string, readonly number[]>;
  readonly #arriving: (State | null)[];
  readonly #followed: (State | null)[];
  #exit: State | null;
  #round = 0;
  #isOpen = true;

  constructor(tasks: readonly ModelTask[], entry: State) {
    this.#tasks = tasks;
    this.#positions = Map.groupBy(tasks.keys(), (index) => tasks[index]?.name ?? '');
    this.#arriving = tasks.map((_, index) => (index === 0 ? entry : null));
    this.#followed = tasks.map(() => null);
    this.#exit = tasks.length === 0 ? entry : null;
  }

  /** What leaves the list behind its end; null where every way ends the workflow, or raises an error. */
  get exit(): State | null {
    return this.#exit;
  }

  /** The tasks that nothing leads to, once all others were followed. */
  get unreached(): readonly ModelTask[] {
    return this.#tasks.filter((_, index) => this.#followed[index] === null);
  }

  /** Has each task followed that something new arrives at; gives what `end`s the workflow. */
  follow(listed: (task: ModelTask, before: State) => Departure, onEnd: (after: State) => void): void {
    for (; this.#isOpen; this.#round += 1) {
      this.#isOpen = false;
      for (const [index, task] of this.#tasks.entries()) {
        const before = this.#arriving[index] ?? null;
        if (before === null || before === this.#followed[index] || !this.#isDue(index)) continue;
        this.#followed[index] = before;
        const { state, ways } = listed(task, before);
        for (const { directive } of ways) {
          if (directive === 'end') onEnd(state);
          else this.#leave(index, directive, state);
        }
      }
    }
  }

  /** What no round has come to is followed still; no leak hides behind jumps back. */
  #isDue(index: number): boolean {
    return this.#round < maxRounds || this.#followed[index] === null;
  }

  #leave(index: number, directive: string, after: State): void {
    const next = directive === 'continue' ? [index + 1] : (this.#positions.get(directive) ?? [this.#tasks.length]);
    for (const place of next) {
      if (place < this.#tasks.length) this.#arrive(place, after, place <= index);
      else this.#exit = this.#exit === null ? after : joinStates(this.#exit, after);
    }
  }

  #arrive(place: number, after: State, isBack: boolean): void {
    const known = this.#arriving[place] ?? null;
    const joined = known === null ? after : isBack ? repeatedStates(known, after) : joinStates(known, after);
    this.#arriving[place] = joined;
    this.#isOpen ||= isBack && joined !== known;
  }
}
