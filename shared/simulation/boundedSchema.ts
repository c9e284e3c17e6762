import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { ok, type Result } from '../base/result.ts';
import { linearFormat, linearPattern } from './linearPatterns.ts';
import { isList } from './planContext.ts';

/** A pattern of names of members, and the schema of those that it fits. */
export interface NamePattern {
  readonly schema: Json;
  matches(name: string): boolean;
}

/** One schema within a schema: ours to change, nothing of the definition is in it but data. */
export interface SchemaPart {
  readonly schema: JsonObject;
  /** Its `patternProperties`. */
  readonly names: readonly NamePattern[];
}

/** A copy of a schema in which no pattern is left that a backtracking engine would run, but those of names. */
export interface BoundedSchema {
  readonly schema: Json;
  /** Everything in it that the validator may take for a schema. */
  readonly parts: readonly SchemaPart[];
}

/** Keywords whose values are data, not schemas, to the validator as well (JSON Schema Core and Validation). */
const dataKeywords: ReadonlySet<string> = new Set(['const', 'enum', 'default']);

/** What stands under these has names of its own, which are no keywords; `dependencies` is an older draft's. */
const mapKeywords: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependencies',
  'dependentSchemas',
]);

/**
 * Formats of JSON Schema 2020-12 that the validator knows, all of which it checks in linear time. It knows one more, `url`, in
 * exponential time; that and any other name says nothing, as the standard has it.
 */
const knownFormats: ReadonlySet<string> = new Set([
  'date',
  'time',
  'date-time',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'uri',
  'uri-reference',
  'uri-template',
  'uuid',
  'json-pointer',
  'relative-json-pointer',
  'regex',
]);

/**
 * Copies a schema with each `pattern` as a format that is checked in linear time: the validator would run it on an engine
 * that can backtrack without end. The error is a sentence that names the pattern that the linear engine does not know.
 */
export function boundSchema(schema: Json): Result<BoundedSchema, string> {
  const parts: SchemaPart[] = [];
  const copy = copyOf(schema, parts);
  return copy.ok ? ok({ schema: copy.value, parts }) : copy;
}

function copyOf(schema: Json, parts: SchemaPart[]): Result<Json, string> {
  if (isList(schema)) return copyList(schema, parts);
  return isJsonObject(schema) ? copyPart(schema, parts) : ok(schema);
}

function copyList(list: readonly Json[], parts: SchemaPart[]): Result<Json, string> {
  const items: Json[] = [];
  for (const item of list) {
    const copy = copyOf(item, parts);
    if (!copy.ok) return copy;
    items.push(copy.value);
  }
  return ok(items);
}

function copyPart(schema: JsonObject, parts: SchemaPart[]): Result<Json, string> {
  const members = copyMembers(withoutTexts(schema), copyKeyword, parts);
  if (!members.ok) return members;
  const format = typeof schema.pattern === 'string' ? linearFormat(schema.pattern) : null;
  if (format?.ok === false) return format;
  const { allOf } = members.value;
  const copy: JsonObject =
    format === null
      ? members.value
      : { ...members.value, allOf: [...(isList(allOf) ? allOf : []), { format: format.value }] };
  const names = namePatterns(copy.patternProperties);
  if (!names.ok) return names;
  parts.push({ schema: copy, names: names.value });
  return ok(copy);
}

/** A pattern is checked as a format of our own, and a format that is not known not at all. */
function withoutTexts({ pattern, format, ...others }: JsonObject): JsonObject {
  return {
    ...others,
    ...(pattern !== undefined && typeof pattern !== 'string' && { pattern }),
    ...(format !== undefined && (typeof format !== 'string' || knownFormats.has(format)) && { format }),
  };
}

function copyKeyword(keyword: string, value: Json, parts: SchemaPart[]): Result<Json, string> {
  // A list of examples is data; a map would be a schema that references reach.
  if (dataKeywords.has(keyword) || (keyword === 'examples' && isList(value))) return ok(value);
  if (!mapKeywords.has(keyword) || !isJsonObject(value)) return copyOf(value, parts);
  return copyMembers(value, (_name, member) => copyOf(member, parts), parts);
}

function copyMembers(
  map: JsonObject,
  copyMember: (name: string, member: Json, parts: SchemaPart[]) => Result<Json, string>,
  parts: SchemaPart[],
): Result<JsonObject, string> {
  const members: [string, Json][] = [];
  for (const [name, member] of Object.entries(map)) {
    const copy = copyMember(name, member, parts);
    if (!copy.ok) return copy;
    members.push([name, copy.value]);
  }
  return ok(Object.fromEntries(members));
}

function namePatterns(patterns: Json | undefined): Result<readonly NamePattern[], string> {
  const names: NamePattern[] = [];
  for (const [pattern, schema] of Object.entries(isJsonObject(patterns) ? patterns : {})) {
    const matches = linearPattern(pattern);
    if (!matches.ok) return matches;
    names.push({ schema, matches: matches.value });
  }
  return ok(names);
}
