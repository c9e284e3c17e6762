import type { SourceDocument } from '../../workflow/document.ts';
import type { Shape } from './shape.ts';
import type { WorkflowNotes } from './workflowNotes.ts';

/** What starts a workflow: its input, and the workflows that run it, outermost first. */
export interface WorkflowStart {
  readonly input: Shape;
  readonly within: readonly SourceDocument[];
}

/** What following the data through a definition has shown. */
export interface FollowedWorkflow {
  readonly notes: WorkflowNotes;
  /** What whoever started it gets. */
  readonly output: Shape;
  /** What the errors may carry that end it. */
  readonly raised: Shape;
  /** False where the definition is so large that a part of it counts as unknown. */
  readonly isComplete: boolean;
}
