import type { Json, JsonObject } from '../../base/json.ts';
import type { Alternative, Group, ObjectSchema, Properties, Schema } from './schemaTypes.ts';

/** What an object may and must have, given what it has already. */
export interface ObjectShape {
  readonly required: readonly string[];
  /** The alternatives that apply. */
  readonly chosen: readonly Alternative[];
  /** Groups of which none applies yet. */
  readonly open: readonly Group[];
  /** Alternatives of one group that exclude each other, in the group's order. */
  readonly conflicts: readonly (readonly Alternative[])[];
  /** The schema of a property: of the object's own, or of an alternative that applies; null where it is not allowed. */
  property(name: string): Schema | null;
  /** The properties that are allowed. */
  names(): string[];
}

/** Works out which alternatives apply to an object and what follows from that. */
export function objectShape(schema: ObjectSchema, value: JsonObject): ObjectShape {
  const chosen: Alternative[] = [];
  const open: Group[] = [];
  const conflicts: Alternative[][] = [];
  for (const group of schema.groups ?? []) {
    const applying = alternativesOf(group, value);
    if (applying.length === 0) open.push(group);
    if (applying.length > 1) conflicts.push(applying);
    chosen.push(...applying);
  }
  const parts: readonly { readonly properties: Properties }[] = [...chosen, schema];
  const property = (name: string): Schema | null => {
    const owner = parts.find(({ properties }) => Object.hasOwn(properties, name));
    const found = owner?.properties[name];
    return found === undefined ? null : dependentSchema(found, value);
  };
  const names = (): string[] => {
    const all = new Set(parts.flatMap(({ properties }) => Object.keys(properties)));
    return [...all].filter((name) => property(name) !== null);
  };
  return { required: requiredOf(schema, chosen, value), chosen, open, conflicts, property, names };
}

/** Those whose key is there; one whose key is a property of another (`do` of `for`) gives way to it. */
function alternativesOf(group: Group, value: JsonObject): Alternative[] {
  const present = group.filter(({ key }) => Object.hasOwn(value, key));
  if (present.length < 2) return present;
  return present.filter(
    ({ key }) => !present.some((other) => other.key !== key && Object.hasOwn(other.properties, key)),
  );
}

function requiredOf(schema: ObjectSchema, chosen: readonly Alternative[], value: JsonObject): readonly string[] {
  const { casesRequire, dependentRequired } = schema;
  if (chosen.length === 0 && casesRequire === undefined && dependentRequired === undefined)
    return schema.required ?? [];
  const required = new Set(schema.required);
  for (const part of chosen) for (const name of part.required) required.add(name);
  for (const part of [schema, ...chosen]) {
    for (const [property, cases] of Object.entries(part.casesRequire ?? {})) {
      for (const name of caseOf(cases, value[property]) ?? []) required.add(name);
    }
  }
  for (const [property, names] of Object.entries(dependentRequired ?? {})) {
    if (Object.hasOwn(value, property)) for (const name of names) required.add(name);
  }
  return [...required];
}

/** The schema of a property for the object that it is in; null where it is not allowed there. */
function dependentSchema(schema: Schema, value: JsonObject): Schema | null {
  if (schema.kind !== 'dependent') return schema;
  return caseOf(schema.cases, value[schema.on]) ?? schema.otherwise;
}

function caseOf<T>(cases: { readonly [value: string]: T }, value: Json | undefined): T | undefined {
  return typeof value === 'string' && Object.hasOwn(cases, value) ? cases[value] : undefined;
}
