import type { SourceDocument, SourceNode } from '../document.ts';
import { splitPointer } from '../pointer.ts';
import { ObjectShape } from './objectShape.ts';
import { optionFor } from './optionFor.ts';
import type { Schema } from './schemaTypes.ts';
import { workflowSchema } from './workflowSchema.ts';

/** A node of a definition and what the language says about it. */
export interface SchemaPlace {
  readonly node: SourceNode;
  readonly schema: Schema;
}

/** The schema of the node that a pointer names; null where the language says nothing about it. */
export function schemaAt(document: SourceDocument, pointer: string): SchemaPlace | null {
  let place: SchemaPlace = { node: document.tree, schema: workflowSchema };
  for (const token of splitPointer(pointer)) {
    const child = childNode(place.node, token);
    const schema = childSchema(place, token);
    if (child === null || schema === null) return null;
    place = { node: child, schema };
  }
  return place;
}

function childNode(node: SourceNode, token: string): SourceNode | null {
  if (node.kind === 'map') return node.entries.get(token)?.node ?? null;
  if (node.kind === 'list') return node.items[Number(token)]?.node ?? null;
  return null;
}

function childSchema({ node, schema }: SchemaPlace, token: string): Schema | null {
  const option = optionFor(schema, node.value);
  if (option === null || node.kind === 'scalar') return null;
  switch (option.kind) {
    case 'list':
      return option.items;
    case 'map':
      return option.values;
    case 'entry':
      return option.value;
    case 'object':
      return node.kind === 'map'
        ? (new ObjectShape(option, node.value).property(token) ?? option.additional ?? null)
        : null;
    default:
      return null;
  }
}
