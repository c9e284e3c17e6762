import type { ModelExpression } from '../modelExpressions.ts';
import type { UndeclaredRead } from './flowPorts.ts';
import { join, type Shape } from './shape.ts';
import type { Arrival } from './sink.ts';
import type { State } from './workflowState.ts';

/** What a task was given behind `input.from`, and what it gave before `output.as`. */
export interface TaskShapes {
  readonly reference: string;
  readonly input: Shape;
  readonly output: Shape;
}

/** What following data has shown of one part of a definition. */
export class PartNotes {
  /** What reaches a sink. */
  readonly arrivals: Arrival[] = [];
  /** Reads of fields that no schema has. */
  readonly undeclared: UndeclaredRead[] = [];
  /** Its tasks, as often as they were followed. */
  readonly tasks: TaskShapes[] = [];
  /** References of tasks that nothing in the part leads to. */
  readonly unreached: string[] = [];
  /** What those of its tasks leave that end the workflow. */
  readonly ended: State[] = [];
  /** Whether they are kept for the next check: nothing is added to them any more. */
  isKept = false;
  /** Whether there were too many arrivals already when they were begun: of this part none is noted. */
  readonly isFull: boolean;
  /** Most parts have little of each: what is not needed is not made. */
  #seen: Set<string> | null = null;
  #outcomes: Map<ModelExpression, Shape> | null = null;

  constructor(isFull = false) {
    this.isFull = isFull;
  }

  /** Whether something is noted for the first time, by what tells it from others; from here on it is noted. */
  isNew(key: string): boolean {
    this.#seen ??= new Set();
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }

  /** What an expression may give; undefined where no data was followed through it. */
  outcomeOf(expression: ModelExpression): Shape | undefined {
    return this.#outcomes?.get(expression);
  }

  /** Notes what an expression may give, beside what it gave before. */
  addOutcome(expression: ModelExpression, outcome: Shape): void {
    this.#outcomes ??= new Map();
    const known = this.#outcomes.get(expression);
    this.#outcomes.set(expression, known === undefined ? outcome : join(known, outcome));
  }

  /** The expressions that data was followed through, and what they may give. */
  get outcomes(): Iterable<[ModelExpression, Shape]> {
    return this.#outcomes ?? [];
  }
}

/** What tells an arrival from others of its part. */
export function arrivalKey({ sink, label, text, range }: Arrival): string {
  return `${text.pointer} ${range.start} ${range.end} ${sink.kind} ${label.isFollowed} ${label.source.id}`;
}

/** What tells an undeclared read from others of its part, and from arrivals. */
export function undeclaredKey({ text, range }: UndeclaredRead): string {
  return `${text.pointer} ${range.start}`;
}
