import type { Json } from '../base/json.ts';
import { ObjectShape } from './schema/objectShape.ts';
import { optionsOf, type PlainSchema } from './schema/optionFor.ts';
import type { ObjectSchema, Schema } from './schema/schemaTypes.ts';

/** A text to insert with places to fill in, before it is written as YAML or JSON. */
export type Snippet =
  | { readonly kind: 'hole'; readonly value: Json }
  | { readonly kind: 'fixed'; readonly value: string }
  /** A map to be filled in. */
  | { readonly kind: 'inside' }
  | { readonly kind: 'map'; readonly entries: readonly SnippetEntry[] }
  | { readonly kind: 'list'; readonly items: readonly Snippet[] };

/** A key of a snippet; with `isHole` it is to be filled in too. */
export interface SnippetEntry {
  readonly key: string;
  readonly isHole?: true;
  readonly value: Snippet;
}

/** Deepest level of required parts that a snippet writes out. */
const maxSnippetDepth = 5;

const empty: Snippet = { kind: 'hole', value: '' };
const inside: Snippet = { kind: 'inside' };

/** What to write for a schema: its example, or the parts that it requires. */
export function snippetFor(schema: Schema, depth = 0): Snippet {
  const [option] = optionsOf(schema);
  const example = schema.example ?? option?.example;
  if (example !== undefined) return exampleSnippet(example);
  if (option === undefined || depth >= maxSnippetDepth) return empty;
  return plainSnippet(option, depth);
}

/** The required parts of an object that has some already; `chosen` are those that are being written. */
export function requiredEntries(
  schema: ObjectSchema,
  chosen: { readonly [key: string]: Json },
  depth = 0,
): SnippetEntry[] {
  const shape = new ObjectShape(schema, chosen);
  const first = shape.open.flatMap(([alternative]) => alternative?.key ?? []);
  if (first.length > 0) {
    const picked = Object.fromEntries(first.map((key) => [key, '']));
    return requiredEntries(schema, { ...picked, ...chosen }, depth);
  }
  const written = new Set([...shape.required, ...(schema.suggested ?? [])]);
  return [...written].flatMap((key) => {
    const property = shape.property(key);
    if (property === null) return [];
    const given = chosen[key];
    const isGiven = typeof given === 'string' && given !== '';
    return [{ key, value: isGiven ? { kind: 'fixed', value: given } : snippetFor(property, depth + 1) }];
  });
}

function plainSnippet(schema: PlainSchema, depth: number): Snippet {
  switch (schema.kind) {
    case 'text':
      return { kind: 'hole', value: schema.default ?? schema.enum?.[0] ?? '' };
    case 'number':
      return { kind: 'hole', value: schema.minimum ?? 1 };
    case 'boolean':
      return { kind: 'hole', value: schema.default !== true };
    case 'list':
      return { kind: 'list', items: [snippetFor(schema.items, depth + 1)] };
    case 'entry':
      return { kind: 'map', entries: [{ key: schema.what, isHole: true, value: inside }] };
    case 'map': {
      const value = snippetFor(schema.values, depth + 1);
      return { kind: 'map', entries: [{ key: 'name', isHole: true, value }] };
    }
    case 'object': {
      const entries = requiredEntries(schema, {}, depth);
      return entries.length === 0 ? inside : { kind: 'map', entries };
    }
    case 'any':
      return empty;
  }
}

function exampleSnippet(example: Json): Snippet {
  if (typeof example !== 'object' || example === null) return { kind: 'hole', value: example };
  if (Array.isArray(example)) return { kind: 'list', items: example.map(exampleSnippet) };
  return {
    kind: 'map',
    entries: Object.entries(example).map(([key, value]) => ({ key, value: exampleSnippet(value) })),
  };
}
