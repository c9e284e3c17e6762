import type { Json } from '../../base/json.ts';
import type { DependentSchema, RefSchema, Schema, UnionSchema } from './schemaTypes.ts';
import { resolveSchema } from './workflowSchema.ts';

/** A schema that says something about one JSON type by itself. */
export type PlainSchema = Exclude<Schema, RefSchema | UnionSchema | DependentSchema>;

/** The schemas that a schema comes down to, one for each JSON type. */
export function optionsOf(schema: Schema): PlainSchema[] {
  const resolved = resolveSchema(schema);
  if (resolved.kind === 'union') return resolved.options.flatMap(optionsOf);
  if (resolved.kind === 'dependent') return resolved.otherwise === null ? [] : optionsOf(resolved.otherwise);
  return [resolved];
}

/** The one that applies to a value by its JSON type, or null. */
export function optionFor(schema: Schema, value: Json): PlainSchema | null {
  const resolved = resolveSchema(schema);
  if (resolved.kind === 'dependent') return resolved.otherwise === null ? null : optionFor(resolved.otherwise, value);
  if (resolved.kind !== 'union') return accepts(resolved, value) ? resolved : null;
  for (const option of resolved.options) {
    const found = optionFor(option, value);
    if (found !== null) return found;
  }
  return null;
}

function accepts(schema: PlainSchema, value: Json): boolean {
  switch (schema.kind) {
    case 'any':
      return true;
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' && (schema.integer !== true || Number.isInteger(value));
    case 'boolean':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    case 'map':
    case 'entry':
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
  }
}
