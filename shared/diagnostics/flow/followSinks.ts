import { joinPointer } from '../../workflow/pointer.ts';
import { type ModelTask, taskMemberAt } from '../modelTask.ts';
import type { FlowVariables } from './flowVariables.ts';
import type { GivenShapes } from './followRun.ts';
import type { ValueFollower } from './followValue.ts';
import type { Shape } from './shape.ts';
import { type FlowSink, sinksOf } from './sink.ts';

/** Notes what reaches the sinks of a task; gives what each argument holds, those of a list of arguments one by one. */
export function followSinks(
  task: ModelTask,
  input: Shape,
  variables: FlowVariables,
  values: ValueFollower,
): GivenShapes {
  const given = new Map<string, Shape>();
  for (const { path, kind } of sinksOf(task)) {
    const value = taskMemberAt(task, path);
    if (value === undefined) continue;
    const sink: FlowSink = { kind, task };
    const pointer = joinPointer(task.reference, ...path);
    const name = path.join('.');
    if (kind !== 'code') given.set(name, values.follow(value, pointer, input, variables, sink));
    else values.follow(value, pointer, input, variables, sink);
    if (!Array.isArray(value) || task.type !== 'run') continue;
    for (const [index, item] of value.entries()) {
      given.set(`${name}.${index}`, values.follow(item, `${pointer}/${index}`, input, variables));
    }
  }
  return given;
}
