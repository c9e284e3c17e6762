import { isJsonObject, type Json } from '../base/json.ts';
import { valueAt } from './pointer.ts';
import type { NameKind } from './schema/schemaTypes.ts';
import { taskNames, walkTasks } from './tasks.ts';

/** The names of a kind that a definition declares and that may be used at a pointer. */
export function declaredNames(definition: Json, kind: NameKind, pointer: string): string[] {
  if (kind === 'tasks') return reachableTasks(definition, pointer);
  const declared = valueAt(definition, `/use/${kind}`);
  if (Array.isArray(declared)) return declared.filter((name) => typeof name === 'string');
  return isJsonObject(declared) ? Object.keys(declared) : [];
}

/** The names beside the innermost task at the pointer: those its `then` may lead to. */
function reachableTasks(definition: Json, pointer: string): string[] {
  let innermost: { reference: string; scope: string; name: string } | null = null;
  for (const entry of walkTasks(definition)) {
    const isInside = pointer === entry.reference || pointer.startsWith(`${entry.reference}/`);
    if (isInside && entry.reference.length > (innermost?.reference.length ?? 0)) innermost = entry;
  }
  if (innermost === null) return [];
  const { scope, name } = innermost;
  return taskNames(valueAt(definition, scope)).filter((other) => other !== name);
}
