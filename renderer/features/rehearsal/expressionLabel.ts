import { splitPointer } from '../../../shared/workflow/pointer.ts';

/** Where an expression stands, as people say it: from its task on, with dots. */
export function expressionLabel(pointer: string | null, task: string): string {
  if (pointer === null) return 'elsewhere';
  const inTask = pointer.startsWith(`${task}/`) ? pointer.slice(task.length) : pointer;
  return splitPointer(inTask).join('.');
}
