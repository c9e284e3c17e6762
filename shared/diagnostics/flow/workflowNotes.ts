import type { DefinitionPart } from '../definitionPart.ts';
import type { ModelExpression } from '../modelExpressions.ts';
import type { UndeclaredRead } from './flowPorts.ts';
import { arrivalKey, PartNotes, type TaskShapes, undeclaredKey } from './partNotes.ts';
import { join, type Shape } from './shape.ts';
import type { Arrival } from './sink.ts';
import { joinStates, type State } from './workflowState.ts';

/** Most arrivals and undeclared reads that are noted. */
const maxArrivals = 5_000;
const maxUndeclared = 1_000;

/** What following a workflow notes, by the part of the definition that it is about. */
export class WorkflowNotes {
  /** Tasks of the main list that nothing leads to. */
  readonly unreached = new Set<string>();
  readonly #parts = new Map<DefinitionPart, PartNotes>();
  /** What reaches the result of the workflow, wherever it was read last. */
  readonly #results = new PartNotes();
  #current = this.#results;
  #arrivals = 0;
  #undeclared = 0;
  #ended: State | null = null;
  #isOwn = true;
  #isHeard = true;

  /** Notes of each part that data was followed through, in the order in which it was. */
  get parts(): ReadonlyMap<DefinitionPart, PartNotes> {
    return this.#parts;
  }

  /** What reaches the result of the workflow. */
  get results(): PartNotes {
    return this.#results;
  }

  /** What the tasks leave that end the workflow; null where none does. */
  get ended(): State | null {
    return this.#ended;
  }

  /** Whether no more arrivals are noted. */
  get isFull(): boolean {
    return this.#arrivals >= maxArrivals;
  }

  /** Runs what is about one part; nothing else is noted of that part meanwhile. */
  within<T>(part: DefinitionPart | undefined, run: () => T): T {
    const outer = this.#current;
    if (part !== undefined) this.#current = this.#open(part);
    const result = run();
    this.#current = outer;
    return result;
  }

  /** Runs what follows tasks that never run: nothing leaves there. */
  unheard(run: () => void): void {
    const outer = this.#isHeard;
    this.#isHeard = false;
    run();
    this.#isHeard = outer;
  }

  /** As {@link within}; gives the notes too if they are of this run alone, and it went into no other part. */
  recorded<T>(part: DefinitionPart, run: () => T): { readonly result: T; readonly notes: PartNotes | null } {
    const isFirst = !this.#parts.has(part);
    this.#isOwn = true;
    const result = this.within(part, run);
    const notes = isFirst && this.#isOwn ? (this.#parts.get(part) ?? null) : null;
    return { result, notes };
  }

  /** Takes over what was noted of a part at the check before; false, and nothing taken, where that may be too much. */
  adopt(part: DefinitionPart, notes: PartNotes): boolean {
    const isTooMuch =
      this.#arrivals + notes.arrivals.length > maxArrivals ||
      this.#undeclared + notes.undeclared.length > maxUndeclared;
    if (isTooMuch || notes.isFull !== this.isFull) return false;
    if (this.#parts.has(part)) {
      this.within(part, () => this.#noteAll(notes));
      return true;
    }
    this.#parts.set(part, notes);
    this.#arrivals += notes.arrivals.length;
    this.#undeclared += notes.undeclared.length;
    for (const state of notes.ended) this.#end(state);
    return true;
  }

  /** Says that what is noted depends on more than the part: on a function, on another workflow, or on how much there is. */
  goBeyond(): void {
    this.#isOwn = false;
  }

  task(shapes: TaskShapes): void {
    this.#current.tasks.push(shapes);
  }

  unreach(reference: string): void {
    if (this.#current === this.#results) this.unreached.add(reference);
    else this.#current.unreached.push(reference);
  }

  end(state: State): void {
    this.#current.ended.push(state);
    this.#end(state);
  }

  arrive(arrival: Arrival): void {
    if (!this.#isHeard) return;
    if (this.isFull) {
      if (!this.#current.isFull) this.goBeyond();
      return;
    }
    if (!this.#current.isNew(arrivalKey(arrival))) return;
    this.#arrivals += 1;
    this.#current.arrivals.push(arrival);
  }

  undeclared(read: UndeclaredRead): void {
    const isRoom = this.#undeclared < maxUndeclared;
    if (!isRoom) this.goBeyond();
    if (!isRoom || !this.#current.isNew(undeclaredKey(read))) return;
    this.#undeclared += 1;
    this.#current.undeclared.push(read);
  }

  outcome(expression: ModelExpression, shape: Shape): void {
    this.#current.addOutcome(expression, shape);
  }

  /** What tasks were given or gave, by their references. */
  shapes(kind: 'input' | 'output'): ReadonlyMap<string, Shape> {
    const shapes = new Map<string, Shape>();
    for (const { tasks } of this.#parts.values()) {
      for (const { reference, [kind]: shape } of tasks) {
        const known = shapes.get(reference);
        shapes.set(reference, known === undefined ? shape : join(known, shape));
      }
    }
    return shapes;
  }

  #end(state: State): void {
    this.#ended = this.#ended === null ? state : joinStates(this.#ended, state);
  }

  /** The notes of a part that may be added to. */
  #open(part: DefinitionPart): PartNotes {
    const known = this.#parts.get(part);
    if (known?.isKept === false) return known;
    const notes = new PartNotes(this.isFull);
    this.#parts.set(part, notes);
    if (known !== undefined) this.#reopen(notes, known);
    return notes;
  }

  /** Puts into new notes what is in those that are kept; all of it is counted already. */
  #reopen(notes: PartNotes, known: PartNotes): void {
    for (const arrival of known.arrivals) if (notes.isNew(arrivalKey(arrival))) notes.arrivals.push(arrival);
    for (const read of known.undeclared) if (notes.isNew(undeclaredKey(read))) notes.undeclared.push(read);
    for (const [expression, shape] of known.outcomes) notes.addOutcome(expression, shape);
    for (const shapes of known.tasks) notes.tasks.push(shapes);
    for (const reference of known.unreached) notes.unreached.push(reference);
    for (const state of known.ended) notes.ended.push(state);
  }

  #noteAll({ arrivals, undeclared, outcomes, tasks, unreached, ended }: PartNotes): void {
    for (const arrival of arrivals) this.arrive(arrival);
    for (const read of undeclared) this.undeclared(read);
    for (const [expression, shape] of outcomes) this.outcome(expression, shape);
    for (const shapes of tasks) this.task(shapes);
    for (const reference of unreached) this.unreach(reference);
    for (const state of ended) this.end(state);
  }
}
