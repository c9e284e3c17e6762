import { z } from 'zod';
import { splitPointer } from '../workflow/pointer.ts';
import { policyPatchSchema } from './mergePolicy.ts';

/** A part of the JSON Schema (2020-12) of a policy, as far as the editor reads it. */
export interface PolicyShape {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: { readonly [key: string]: PolicyShape };
  readonly required?: readonly string[];
  readonly additionalProperties?: PolicyShape | boolean;
  readonly items?: PolicyShape;
  readonly anyOf?: readonly PolicyShape[];
}

let root: PolicyShape | null = null;

/** The shape of what a person writes, made from the schema that checks it. */
function policyShape(): PolicyShape {
  root ??= z.toJSONSchema(policyPatchSchema, { io: 'input' }) as PolicyShape;
  return root;
}

/** The shape of the part that a JSON Pointer names; null where a policy has no such part. */
export function policyShapeAt(pointer: string): PolicyShape | null {
  let shape: PolicyShape | null = policyShape();
  for (const token of splitPointer(pointer)) {
    if (shape === null) return null;
    shape = childOf(mainForm(shape), token);
  }
  return shape;
}

/** Of a part that may be null: what it is otherwise. */
export function mainForm(shape: PolicyShape): PolicyShape {
  return shape.anyOf?.find(({ type }) => type !== 'null') ?? shape;
}

function childOf({ type, properties, additionalProperties, items }: PolicyShape, token: string): PolicyShape | null {
  if (type === 'array') return items ?? null;
  if (properties !== undefined && Object.hasOwn(properties, token)) return properties[token] ?? null;
  return typeof additionalProperties === 'object' ? additionalProperties : null;
}
