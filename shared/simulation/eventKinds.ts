import { inOnePiece } from '../base/canonicalJson.ts';
import type { JsonObject } from '../base/json.ts';
import type { TaskStatus } from './trace.ts';

/**
 * What happens to a workflow (dsl.md, "Lifecycle Events"). Suspending and resuming is what an operator does by hand: in a
 * rehearsal nobody does.
 */
export type WorkflowPhase = 'started' | 'completed' | 'faulted' | 'cancelled';

/** A kind of lifecycle events. */
export interface EventKind {
  readonly type: string;
  /** The member of the data that says when it happened. */
  readonly stamp: string;
  /** How the RFC 8785 form of such an event ends, behind its time. */
  readonly closing: string;
}

/** A kind of events that happen to a task and say no more: most events of a trace are such. */
export interface TaskEventKind extends EventKind {
  /** How the RFC 8785 form of such an event begins, before its time: the stamp's name comes before `task`. */
  readonly opening: string;
  data(workflow: string, task: string, at: string): JsonObject;
}

function kindOf(phase: string, stamp: string): EventKind {
  const type = `io.serverlessworkflow.${phase}.v1`;
  return { type, stamp, closing: inOnePiece(`","type":"${type}"}`) };
}

function taskKindOf(phase: string, stamp: string, data: TaskEventKind['data']): TaskEventKind {
  return { ...kindOf(`task.${phase}`, stamp), opening: inOnePiece(`{"data":{"${stamp}":"`), data };
}

/** What happens to a workflow. */
export const workflowKinds: Record<WorkflowPhase | 'statusChanged', EventKind> = {
  started: kindOf('workflow.started', 'startedAt'),
  completed: kindOf('workflow.completed', 'completedAt'),
  faulted: kindOf('workflow.faulted', 'faultedAt'),
  cancelled: kindOf('workflow.cancelled', 'cancelledAt'),
  statusChanged: kindOf('workflow.status-changed', 'updatedAt'),
};

/** What happens to a workflow that listens for events which belong together. */
export const correlationKinds: Record<'started' | 'completed', EventKind> = {
  started: kindOf('workflow.correlation-started', 'startedAt'),
  completed: kindOf('workflow.correlation-completed', 'completedAt'),
};

/** What happens to every task. */
export const taskKinds: Record<'created' | 'started', TaskEventKind> = {
  created: taskKindOf('created', 'createdAt', (workflow, task, createdAt) => ({ workflow, task, createdAt })),
  started: taskKindOf('started', 'startedAt', (workflow, task, startedAt) => ({ workflow, task, startedAt })),
};

/** What happens to some tasks on the way. */
export const turnKinds: Record<'retried' | 'statusChanged', EventKind> = {
  retried: kindOf('task.retried', 'retriedAt'),
  statusChanged: kindOf('task.status-changed', 'updatedAt'),
};

/** How a task ends, by the status of its record. */
export const endingKinds: Partial<Record<TaskStatus, TaskEventKind>> = {
  completed: taskKindOf('completed', 'completedAt', (workflow, task, completedAt) => ({ workflow, task, completedAt })),
  faulted: taskKindOf('faulted', 'faultedAt', (workflow, task, faultedAt) => ({ workflow, task, faultedAt })),
  cancelled: taskKindOf('cancelled', 'cancelledAt', (workflow, task, cancelledAt) => ({ workflow, task, cancelledAt })),
};
