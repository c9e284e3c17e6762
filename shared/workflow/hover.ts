import type { Json } from '../base/json.ts';
import type { Range, SourceDocument } from './document.ts';
import { standardErrorOf, standardErrors } from './errorTypes.ts';
import { lastPointerToken, parentPointer, valueAt } from './pointer.ts';
import { optionsOf, type PlainSchema } from './schema/optionFor.ts';
import { schemaAt } from './schema/schemaAt.ts';
import type { Alternative, Schema } from './schema/schemaTypes.ts';
import { resolveSchema } from './schema/workflowSchema.ts';
import { clip, listNames } from './schemaProblem.ts';
import { taskTypeOf } from './tasks.ts';

/** What the language says about the part of a definition at an offset. */
export interface Hover {
  readonly range: Range;
  readonly markdown: string;
}

/** The explanation for the key or value at an offset, or null where the language has none. */
export function hoverAt(document: SourceDocument, offset: number): Hover | null {
  const pointer = document.pointerAt(offset);
  const location = document.locate(pointer);
  const place = schemaAt(document, pointer);
  if (location === null || place === null || pointer === '') return null;
  const { key, value } = location;
  const isOnKey = key !== null && offset >= key.start && offset <= key.end;
  if (!isOnKey && (place.node.kind !== 'scalar' || offset < value.start)) return null;
  const written = valueAt(document.value, pointer);
  const note = valueNote(written);
  const lines = isOnKey ? keyLines(document, pointer, place.schema) : [descriptionOf(place.schema), note];
  const markdown = lines.filter((line) => line !== null).join('\n\n');
  return markdown === '' ? null : { range: isOnKey ? key : value, markdown };
}

function keyLines(document: SourceDocument, pointer: string, schema: Schema): (string | null)[] {
  const name = clip(lastPointerToken(pointer));
  const holder = schemaAt(document, parentPointer(pointer));
  const isEntry = holder !== null && optionsOf(holder.schema).some(({ kind }) => kind === 'entry');
  if (isEntry) {
    const type = taskTypeOf(valueAt(document.value, pointer) ?? null);
    const body = type === null ? undefined : alternativesOf(schema).find(({ key }) => key === type);
    return [`**${name}**`, body?.description ?? descriptionOf(schema), `Reference: \`${clip(pointer)}\``];
  }
  const body = holder === null ? undefined : alternativesOf(holder.schema).find(({ key }) => key === name);
  const facts = optionsOf(schema).flatMap(factsOf);
  return [`**${name}**`, body?.description ?? descriptionOf(schema), facts.length > 0 ? facts.join('\n\n') : null];
}

function alternativesOf(schema: Schema): readonly Alternative[] {
  return optionsOf(schema).flatMap((option) => (option.kind === 'object' ? (option.groups ?? []).flat() : []));
}

function descriptionOf(schema: Schema): string | null {
  return schema.description ?? resolveSchema(schema).description ?? null;
}

function factsOf(schema: PlainSchema): string[] {
  const facts: string[] = [];
  if (schema.kind === 'text' && schema.enum !== undefined && schema.names === undefined) {
    facts.push(`${schema.open === true ? 'For example' : 'One of'} ${listNames(schema.enum, 'or')}.`);
  }
  if (schema.default !== undefined) facts.push(`Default: \`${String(schema.default)}\`.`);
  if (schema.kind === 'object' && schema.required !== undefined)
    facts.push(`Needs ${listNames(schema.required, 'and')}.`);
  if (schema.deprecated !== undefined)
    facts.push(`Earlier versions of the language; write ${schema.deprecated} instead.`);
  return facts;
}

function valueNote(value: Json | undefined): string | null {
  const name = typeof value === 'string' ? standardErrorOf(value) : null;
  if (name === null) return null;
  const { status, title } = standardErrors[name];
  return `Standard error: ${title} (${status}).`;
}
