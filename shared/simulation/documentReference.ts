import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';

/** How many references may lead from one to the next. */
const maxReferences = 8;

/** Follows a `$ref` inside a document; one that leads elsewhere, or in a circle, gives null. */
export function resolveReference(value: Json | undefined, document: JsonObject, depth = 0): Json {
  if (!isJsonObject(value) || typeof value.$ref !== 'string') return value ?? null;
  if (!value.$ref.startsWith('#/') || depth > maxReferences) return null;
  let target: Json = document;
  for (const part of value.$ref.slice(2).split('/')) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    target = isJsonObject(target) && Object.hasOwn(target, key) ? (target[key] ?? null) : null;
  }
  return resolveReference(target, document, depth + 1);
}
