import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import type { TaskType } from './tasks.ts';

/** What a task does, in a few words beside its type: the callee, the event, the time. Empty where there is nothing to say. */
export function taskDetail(type: TaskType | null, task: JsonObject): string {
  switch (type) {
    case 'call':
      return text(task.call);
    case 'run':
      return ranBy(task.run);
    case 'emit':
      return text(member(member(member(task.emit, 'event'), 'with'), 'type'));
    case 'raise':
      return raised(member(task.raise, 'error'));
    case 'wait':
      return duration(task.wait);
    case 'set':
      return isJsonObject(task.set) ? Object.keys(task.set).join(', ') : '';
    case 'for':
      return text(member(task.for, 'in'));
    default:
      return '';
  }
}

function ranBy(run: Json | undefined): string {
  const [kind = ''] = Object.keys(isJsonObject(run) ? run : {}).filter((key) => !['await', 'return'].includes(key));
  const details = member(run, kind);
  const what = { script: 'language', container: 'image', workflow: 'name', shell: 'command' }[kind];
  return [kind, what === undefined ? '' : text(member(details, what))].filter((part) => part !== '').join(' ');
}

function raised(error: Json | undefined): string {
  if (typeof error === 'string') return error;
  const type = text(member(error, 'type'));
  return type.slice(type.lastIndexOf('/') + 1);
}

function duration(wait: Json | undefined): string {
  if (!isJsonObject(wait)) return text(wait);
  return Object.entries(wait)
    .map(([unit, amount]) => `${amount} ${unit}`)
    .join(', ');
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function member(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
