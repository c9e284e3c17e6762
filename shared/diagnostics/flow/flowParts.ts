import type { SourceDocument } from '../../workflow/document.ts';
import type { WorkflowName } from '../../workflow/workflowName.ts';
import type { ModelExpression } from '../modelExpressions.ts';
import type { UndeclaredRead } from './flowPorts.ts';
import type { ValueParts } from './followValue.ts';
import type { Shape } from './shape.ts';
import type { Arrival } from './sink.ts';

/** The parts of a definition, as the model has them. */
export interface FlowParts extends ValueParts {
  readonly document: SourceDocument;
  /** The parts of a workflow that may be run; null where it is not at hand, or too many were asked for. */
  readonly findWorkflow: (name: WorkflowName) => FlowParts | null;
}

/** What following the data through a definition has shown. */
export interface FollowedWorkflow {
  readonly arrivals: readonly Arrival[];
  readonly undeclared: readonly UndeclaredRead[];
  /** References of the tasks that nothing leads to. */
  readonly unreached: ReadonlySet<string>;
  /** The input of each task behind `input.from`, by its reference. */
  readonly inputs: ReadonlyMap<string, Shape>;
  /** What each expression may give. */
  readonly outcomes: ReadonlyMap<ModelExpression, Shape>;
  /** What whoever started it gets. */
  readonly output: Shape;
  /** False where the definition is so large that a part of it counts as unknown. */
  readonly isComplete: boolean;
}
