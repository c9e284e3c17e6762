import type { Json, JsonObject } from '../../base/json.ts';
import type { Alternative, Group, ObjectSchema, Schema } from './schemaTypes.ts';

/** What an object may and must have, given what it has already. */
export class ObjectShape {
  readonly required: readonly string[];
  /** The alternatives that apply. */
  readonly chosen: readonly Alternative[];
  /** Groups of which none applies yet. */
  readonly open: readonly Group[];
  /** Alternatives of one group that exclude each other, in the group's order. */
  readonly conflicts: readonly Group[];
  readonly #schema: ObjectSchema;
  readonly #value: JsonObject;

  constructor(schema: ObjectSchema, value: JsonObject) {
    const applying = (schema.groups ?? noGroups).map((group) => alternativesOf(group, value));
    this.chosen = applying.length === 1 ? (applying[0] ?? []) : applying.flat();
    this.open = (schema.groups ?? noGroups).filter((_, index) => applying[index]?.length === 0);
    this.conflicts = applying.filter(({ length }) => length > 1);
    this.required = requiredOf(schema, this.chosen, value);
    this.#schema = schema;
    this.#value = value;
  }

  /** The schema of a property: of the object's own, or of an alternative that applies; null where it is not allowed. */
  property(name: string): Schema | null {
    for (const { properties } of this.chosen) {
      if (Object.hasOwn(properties, name)) return dependentSchema(properties[name], this.#value);
    }
    const { properties } = this.#schema;
    return Object.hasOwn(properties, name) ? dependentSchema(properties[name], this.#value) : null;
  }

  /** The properties that are allowed. */
  names(): string[] {
    const parts = [...this.chosen, this.#schema];
    const all = new Set(parts.flatMap(({ properties }) => Object.keys(properties)));
    return [...all].filter((name) => this.property(name) !== null);
  }
}

const noGroups: readonly Group[] = [];

/** Those whose key is there; one whose key is a property of another (`do` of `for`) gives way to it. */
function alternativesOf(group: Group, value: JsonObject): Alternative[] {
  const present = group.filter(({ key }) => Object.hasOwn(value, key));
  if (present.length < 2) return present;
  return present.filter(
    ({ key }) => !present.some((other) => other.key !== key && Object.hasOwn(other.properties, key)),
  );
}

function requiredOf(schema: ObjectSchema, chosen: readonly Alternative[], value: JsonObject): readonly string[] {
  let required = schema.required ?? noNames;
  for (const part of chosen) required = joined(required, part.required);
  required = withCases(required, schema, value);
  for (const part of chosen) required = withCases(required, part, value);
  if (schema.dependentRequired === undefined) return required;
  for (const [property, names] of Object.entries(schema.dependentRequired)) {
    if (Object.hasOwn(value, property)) required = joined(required, names);
  }
  return required;
}

const noNames: readonly string[] = [];

/** Names that are required, and those that the value of a property makes so. */
function withCases(
  names: readonly string[],
  { casesRequire }: Pick<ObjectSchema, 'casesRequire'>,
  value: JsonObject,
): readonly string[] {
  let required = names;
  for (const property in casesRequire)
    required = joined(required, caseOf(casesRequire[property] ?? {}, value[property]) ?? noNames);
  return required;
}

/** Two lists of names as one; the first ones in front, and no name twice. */
function joined(names: readonly string[], more: readonly string[]): readonly string[] {
  if (more.length === 0) return names;
  return names.length === 0 ? more : [...new Set([...names, ...more])];
}

/** The schema of a property for the object that it is in; null where it is not allowed there. */
function dependentSchema(schema: Schema | undefined, value: JsonObject): Schema | null {
  if (schema?.kind !== 'dependent') return schema ?? null;
  return caseOf(schema.cases, value[schema.on]) ?? schema.otherwise;
}

function caseOf<T>(cases: { readonly [value: string]: T }, value: Json | undefined): T | undefined {
  return typeof value === 'string' && Object.hasOwn(cases, value) ? cases[value] : undefined;
}
