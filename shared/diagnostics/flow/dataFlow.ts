import type { DefinitionPart } from '../definitionPart.ts';
import type { ModelExpression } from '../modelExpressions.ts';
import type { FlowParts } from './flowParts.ts';
import type { UndeclaredRead } from './flowPorts.ts';
import type { FollowedWorkflow } from './followedWorkflow.ts';
import { followWorkflow } from './followWorkflow.ts';
import type { PartNotes } from './partNotes.ts';
import { isAnywhereOpen, type Shape } from './shape.ts';
import type { Arrival, SinkKind } from './sink.ts';

/** An expression, and what it may give. */
export interface Outcome {
  readonly expression: ModelExpression;
  /** Null where it is not part of the data flow. */
  readonly shape: Shape | null;
  /** Whether it gives only what the definition itself writes, here or in another task. */
  readonly isWritten: boolean;
}

const none: readonly Arrival[] = [];

/** How data moves through a definition: from sources, step by step, to where it leaves. Worked out when first asked for. */
export class DataFlow {
  readonly #parts: FlowParts;
  #followed: FollowedWorkflow | null = null;
  /** Several rules ask for those of one part in turn. */
  #lastOutcomes: { readonly part: DefinitionPart; readonly outcomes: readonly Outcome[] } | null = null;

  constructor(parts: FlowParts) {
    this.#parts = parts;
  }

  #known(): FollowedWorkflow {
    this.#followed ??= followWorkflow(this.#parts);
    return this.#followed;
  }

  /** False where the definition is so large that a part of it counts as unknown. */
  get isComplete(): boolean {
    return this.#known().isComplete;
  }

  /** What is known of a part: the same object for as long as nothing of it changes. Undefined where no data flows through it. */
  notesOf(part: DefinitionPart): PartNotes | undefined {
    return this.#known().notes.parts.get(part);
  }

  /** What reaches the result of the workflow. */
  get results(): readonly Arrival[] {
    return this.#known().notes.results.arrivals;
  }

  /** What leaves in a part. */
  arrivalsIn(part: DefinitionPart): readonly Arrival[] {
    return this.notesOf(part)?.arrivals ?? none;
  }

  /** What every expression of a part may give. */
  outcomesIn(part: DefinitionPart): readonly Outcome[] {
    if (this.#lastOutcomes?.part !== part) this.#lastOutcomes = { part, outcomes: this.#outcomesIn(part) };
    return this.#lastOutcomes.outcomes;
  }

  #outcomesIn(part: DefinitionPart): readonly Outcome[] {
    const notes = this.notesOf(part);
    return part.expressions.map((expression) => {
      const shape = notes?.outcomeOf(expression) ?? null;
      const isWritten = this.isComplete && shape !== null && !shape.isLabelled && !isAnywhereOpen(shape);
      return { expression, shape, isWritten };
    });
  }

  /** Everything that reaches a sink of one of the kinds; of all kinds where none is named. */
  arrivals(...kinds: readonly SinkKind[]): readonly Arrival[] {
    const { parts, results } = this.#known().notes;
    const all = [...parts.values(), results].flatMap(({ arrivals }) => arrivals);
    return kinds.length === 0 ? all : all.filter(({ sink }) => kinds.includes(sink.kind));
  }

  /** Reads of fields that the schema of their object does not have. */
  get undeclared(): readonly UndeclaredRead[] {
    const found: UndeclaredRead[] = [];
    for (const { undeclared } of this.#known().notes.parts.values()) found.push(...undeclared);
    return found;
  }

  /** References of the tasks that nothing leads to. */
  get unreached(): ReadonlySet<string> {
    const { parts, unreached } = this.#known().notes;
    const found = new Set(unreached);
    for (const notes of parts.values()) for (const reference of notes.unreached) found.add(reference);
    return found;
  }
}
