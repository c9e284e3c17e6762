import { isJsonObject, type Json } from '../base/json.ts';
import { type CompletionProbe, completionProbe } from './completionProbe.ts';
import { declaredNames } from './declaredNames.ts';
import type { Range, SourceDocument } from './document.ts';
import { ObjectShape } from './schema/objectShape.ts';
import { optionsOf, type PlainSchema } from './schema/optionFor.ts';
import { schemaAt } from './schema/schemaAt.ts';
import type { Alternative, EntrySchema, ObjectSchema, Schema, TextSchema } from './schema/schemaTypes.ts';
import { resolveSchema } from './schema/workflowSchema.ts';
import { requiredEntries, type SnippetEntry, snippetFor } from './snippet.ts';
import { escapeSnippet, writeEntries, writeMap, writeText } from './writeSnippet.ts';

/** What a completion stands for: it decides its icon. */
export type CompletionKind = 'property' | 'task' | 'value' | 'name';

/** A text that may be inserted at the cursor. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** With `${1:…}` for places to fill in; every line but the first is indented relative to the line of the cursor. */
  readonly insertText: string;
  /** A few words beside the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What it replaces. */
  readonly range: Range;
}

/** What may be typed at an offset: keys, values, names declared in the definition. Also where the text is broken there. */
export function completionsAt(document: SourceDocument, offset: number): readonly Completion[] {
  const probe = completionProbe(document, offset);
  if (probe === null) return [];
  const place = schemaAt(probe.document, probe.pointer);
  if (place === null) return [];
  const options = optionsOf(place.schema);
  if (!probe.isKey) {
    return options.flatMap((option) =>
      option.kind === 'entry' ? entryCompletions(option, probe) : valueCompletions(option, probe),
    );
  }
  const completions = options.flatMap((option) => keyCompletions(option, probe, place.node.value));
  // A lone item of a list is read as a key first.
  const isLone = probe.siblings.length === 0 && !probe.hasColon;
  return isLone ? [...completions, ...options.flatMap((option) => valueCompletions(option, probe))] : completions;
}

function keyCompletions(schema: PlainSchema, probe: CompletionProbe, value: Json): Completion[] {
  if (schema.kind === 'entry') return probe.siblings.length === 0 ? entryCompletions(schema, probe) : [];
  if (schema.kind !== 'object' || !isJsonObject(value)) return [];
  const present = Object.fromEntries(probe.siblings.map((key) => [key, value[key] ?? null]));
  const shape = new ObjectShape(schema, present);
  const own = shape.names().flatMap((key) => {
    const property = shape.property(key);
    const isOffered = property !== null && property.deprecated === undefined && !probe.siblings.includes(key);
    if (!isOffered) return [];
    const detail = shape.required.includes(key) ? 'required' : undefined;
    return [keyCompletion(probe, key, [{ key, value: snippetFor(property) }], property, detail)];
  });
  return [...shape.open.flat().flatMap((body) => bodyCompletions(body, schema, present, probe)), ...own];
}

/** An alternative that may still be chosen (of a task: its type), with what it requires. */
function bodyCompletions(
  body: Alternative,
  schema: ObjectSchema,
  present: { readonly [key: string]: Json },
  probe: CompletionProbe,
): Completion[] {
  return variantsOf(body, probe.hasColon).map(({ label, value }) => {
    const entries = requiredEntries(schema, { ...present, [body.key]: value });
    const missing = entries.filter(({ key }) => !probe.siblings.includes(key));
    const described = body.description === undefined ? body.properties[body.key] : body;
    return keyCompletion(probe, label, missing, described, undefined, body.key);
  });
}

/** The forms in which an alternative is offered: `call` once for each callee that is known, the others as they are. */
function variantsOf({ key, properties }: Alternative, hasColon: boolean): { label: string; value: string }[] {
  const property = properties[key];
  const callees = key === 'call' && !hasColon && property?.kind === 'text' ? property.enum : undefined;
  return callees?.map((value) => ({ label: `${key}: ${value}`, value })) ?? [{ label: key, value: '' }];
}

function keyCompletion(
  probe: CompletionProbe,
  label: string,
  entries: readonly SnippetEntry[],
  described: { readonly description?: string } | undefined,
  detail?: string,
  key: string = label,
): Completion {
  const { format } = probe.document;
  const written = format === 'json' ? JSON.stringify(key) : key;
  const style = { format, isFlow: probe.isFlow, indent: probe.isFlow ? 0 : probe.extraIndent };
  const documentation = described?.description ?? descriptionOf(described);
  return {
    label,
    kind: 'property',
    insertText: probe.hasColon
      ? escapeSnippet(written)
      : probe.isKey
        ? writeEntries(entries, style)
        : writeMap(entries, style),
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined ? {} : { documentation }),
    range: probe.range,
  };
}

function descriptionOf(schema: { readonly description?: string } | undefined): string | undefined {
  return schema !== undefined && 'kind' in schema ? resolveSchema(schema as Schema).description : undefined;
}

/** Whole tasks (or cases, extensions), with a name to fill in. */
function entryCompletions({ what, value }: EntrySchema, probe: CompletionProbe): Completion[] {
  const [schema] = optionsOf(value);
  if (schema?.kind !== 'object') return [];
  const named = (entries: readonly SnippetEntry[]): SnippetEntry[] => [
    { key: what, isHole: true, value: { kind: 'map', entries } },
  ];
  const bodies = schema.groups?.[0] ?? [];
  const inner = { ...probe, siblings: [], hasColon: false };
  if (bodies.length === 0) {
    return [{ ...keyCompletion(inner, what, named(requiredEntries(schema, {})), schema), kind: 'task' }];
  }
  return bodies.flatMap((body) =>
    variantsOf(body, false).map(({ label, value: variant }): Completion => {
      const entries = named(requiredEntries(schema, { [body.key]: variant }));
      return { ...keyCompletion(inner, label, entries, body, `new ${what}`), kind: 'task' };
    }),
  );
}

function valueCompletions(schema: PlainSchema, probe: CompletionProbe): Completion[] {
  if (schema.kind === 'boolean') {
    return ['true', 'false'].map((label) => ({ label, kind: 'value', insertText: label, range: probe.range }));
  }
  if (schema.kind !== 'text') return [];
  const names = schema.names === undefined ? [] : declaredNames(probe.document.value, schema.names, probe.pointer);
  return [
    ...names.map((label) => textCompletion(label, 'name', schema, probe)),
    ...suggestedValues(schema, probe.range).map((label) => textCompletion(label, 'value', schema, probe)),
  ];
}

function suggestedValues({ enum: values, example, default: byDefault }: TextSchema, typed: Range): string[] {
  if (values !== undefined) return [...values];
  // An example helps where nothing is written yet, and is noise afterwards.
  if (typed.end - typed.start > 2) return [];
  return [...new Set([byDefault, example].filter((value) => typeof value === 'string'))];
}

function textCompletion(label: string, kind: CompletionKind, schema: TextSchema, probe: CompletionProbe): Completion {
  const written = writeText(label, probe.document.format);
  const detail = label === schema.default ? 'default' : undefined;
  return {
    label,
    kind,
    insertText: escapeSnippet(written),
    ...(detail === undefined ? {} : { detail }),
    ...(schema.description === undefined ? {} : { documentation: schema.description }),
    range: probe.range,
  };
}
