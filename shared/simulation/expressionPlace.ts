import { isJsonObject, type Json } from '../base/json.ts';
import { expressionSource, isRuntimeExpression } from '../expressions/runtimeExpression.ts';
import { joinPointer, valueAt } from '../workflow/pointer.ts';
import { isList } from './planContext.ts';

/**
 * JSON Pointer of the text that holds an expression, looked for at `near` and below it; null where it does not stand
 * there, or at more than one place.
 */
export function expressionPlace(definition: Json, near: string, expression: string): string | null {
  const places: string[] = [];
  collect(valueAt(definition, near) ?? null, near, expression, places);
  return places.length === 1 ? (places[0] ?? null) : null;
}

function collect(value: Json, pointer: string, expression: string, places: string[]): void {
  if (typeof value === 'string') {
    const source = isRuntimeExpression(value) ? expressionSource(value) : value;
    if (source.trim() === expression) places.push(pointer);
  } else if (isList(value)) {
    for (const [index, item] of value.entries()) collect(item, joinPointer(pointer, index), expression, places);
  } else if (isJsonObject(value)) {
    for (const [key, member] of Object.entries(value)) collect(member, joinPointer(pointer, key), expression, places);
  }
}
