import { joinPointer } from '../pointer.ts';
import type { TaskEntry } from '../tasks.ts';
import type { TaskChange } from './taskChange.ts';

/** Tells what the reference of a task is after a change of one task; the same for what does not move, and for what is gone. */
export function movedReference(
  { scope, index, name }: Pick<TaskEntry, 'scope' | 'index' | 'name'>,
  change: TaskChange,
): (reference: string) => string {
  const renamed = change.kind === 'rename' ? change.name : name;
  return (reference) => {
    const match = reference.startsWith(`${scope}/`) ? /^(\d+)\/[^/]*/.exec(reference.slice(scope.length + 1)) : null;
    if (match === null) return reference;
    const at = Number(match[1]);
    const to = joinPointer(scope, movedIndex(at, index, change));
    const own = match[0].slice(String(at).length);
    const rest = reference.slice(scope.length + 1 + match[0].length);
    return `${to}${at === index ? joinPointer('', renamed) : own}${rest}`;
  };
}

function movedIndex(at: number, index: number, change: TaskChange): number {
  switch (change.kind) {
    case 'add':
      return at > index ? at + 1 : at;
    case 'remove':
      return at > index ? at - 1 : at;
    case 'move':
      if (at === index) return at + change.by;
      return at === index + change.by ? index : at;
    case 'rename':
    case 'lead':
      return at;
  }
}
