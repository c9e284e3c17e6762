import { isJsonObject } from '../../base/json.ts';
import { joinPointer } from '../../workflow/pointer.ts';
import { type ModelTask, taskMember } from '../modelTask.ts';
import { type FlowVariables, withVariable } from './flowVariables.ts';
import type { ValueFollower } from './followValue.ts';
import { labelOf } from './label.ts';
import { constant, join, listOf, openData, type Shape, unsure } from './shape.ts';
import { untrustedSource } from './sources.ts';
import type { State } from './workflowState.ts';

/** What following events or messages that are received needs to know. */
export interface ReceivedPorts {
  readonly state: State;
  readonly variables: FlowVariables;
  readonly values: ValueFollower;
  /** Follows the tasks of the list at a pointer. */
  followList(scope: string, entry: State, variables: FlowVariables): State;
}

/** Events or messages, each as it is, or as the tasks leave it that the `foreach` at a path of the task runs for it. */
export function followReceived(task: ModelTask, path: readonly string[], ports: ReceivedPorts): Shape {
  const { state, values } = ports;
  const { data, context } = state;
  const event = openData({ labels: [labelOf(untrustedSource(task.reference))] });
  const foreach = taskMember(task, ...path);
  if (foreach === undefined || !isJsonObject(foreach)) return listOf(event);
  const pointer = joinPointer(task.reference, ...path);
  const item = typeof foreach.item === 'string' ? foreach.item : 'item';
  const at = typeof foreach.at === 'string' ? foreach.at : 'index';
  const variables = withVariable(withVariable(ports.variables, item, event), at, constant);
  const after =
    foreach.do === undefined
      ? { data: event, context }
      : ports.followList(`${pointer}/do`, { data: join(data, event), context: unsure(context) }, variables);
  const as = isJsonObject(foreach.output) ? foreach.output.as : undefined;
  return listOf(as === undefined ? after.data : values.follow(as, `${pointer}/output/as`, after.data, variables));
}
