import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { classOfNames } from '../../policy/classOfNames.ts';
import type { Policy } from '../../policy/policy.ts';
import { joinPointer, valueAt } from '../../workflow/pointer.ts';
import { joinLabels, type Label, labelOf } from './label.ts';
import { join, openData, type Shape, shapeOf } from './shape.ts';
import { sensitiveSource } from './sources.ts';
import type { ValueType } from './sure.ts';

/** Deepest part of a schema that is read, and most properties of one object. */
const maxDepth = 16;
const maxProperties = 500;
/** Most parts of one schema that are read: what refers to itself would have no end. */
const maxParts = 4_000;

/** Keyword by which a property says its class itself, where its name does not: `x-sensitive: diagnosis`. */
const classKeyword = 'x-sensitive';

/**
 * The shape of what a JSON Schema describes, with a label on every property that its name or `x-sensitive` makes sensitive, and
 * those of its `origin` on whatever may be a text that others chose. `pointer` is where the schema stands in the definition. What
 * the schema does not say is open data.
 */
export function schemaShape(
  schema: Json | undefined,
  pointer: string,
  policy: Policy,
  origin: readonly Label[] = [],
): Shape {
  if (!isJsonObject(schema)) return openData({ labels: origin });
  return new SchemaReader(schema, pointer, policy, origin).read(schema, pointer, { names: [], depth: 0 });
}

interface Way {
  readonly names: readonly string[];
  readonly depth: number;
}

class SchemaReader {
  readonly #root: JsonObject;
  readonly #pointer: string;
  readonly #policy: Policy;
  readonly #origin: readonly Label[];
  #parts = 0;

  constructor(root: JsonObject, pointer: string, policy: Policy, origin: readonly Label[]) {
    this.#root = root;
    this.#pointer = pointer;
    this.#policy = policy;
    this.#origin = origin;
  }

  read(schema: Json | undefined, pointer: string, { names, depth }: Way): Shape {
    this.#parts += 1;
    if (!isJsonObject(schema) || depth > maxDepth || this.#parts > maxParts)
      return openData({ names, labels: this.#origin });
    const referred = this.#referred(schema);
    if (referred !== null) return this.read(referred.schema, referred.pointer, { names, depth: depth + 1 });
    const properties = own(schema, 'properties');
    const items = own(schema, 'items');
    const isPlain = !isJsonObject(properties) && items === undefined;
    const opens = isPlain ? (isScalar(schema) ? 'closed' : 'data') : isClosed(schema) ? 'closed' : 'data';
    const isFree = opens === 'data' || (isPlain && mayBeAnyText(schema));
    let shape = shapeOf({
      labels: joinLabels(this.#labels(schema, pointer, names), isFree ? this.#origin : []),
      members: isJsonObject(properties) ? this.#members(properties, pointer, depth) : new Map(),
      items: items === undefined ? null : this.read(items, `${pointer}/items`, { names, depth: depth + 1 }),
      opens,
      names,
      type: typeOf(schema),
      schema: isJsonObject(properties) ? pointer : null,
    });
    for (const [keyword, parts] of combinations(schema)) {
      for (const [index, part] of parts.entries()) {
        shape = join(shape, this.read(part, joinPointer(pointer, keyword, index), { names, depth: depth + 1 }));
      }
    }
    return shape;
  }

  #members(properties: JsonObject, pointer: string, depth: number): ReadonlyMap<string, Shape> {
    const members = new Map<string, Shape>();
    const holder = lastProperty(pointer);
    for (const [name, property] of Object.entries(properties).slice(0, maxProperties)) {
      const way = { names: [...holder, name], depth: depth + 1 };
      members.set(name, this.read(property, joinPointer(pointer, 'properties', name), way));
    }
    return members;
  }

  #labels(schema: JsonObject, pointer: string, names: readonly string[]): readonly Label[] {
    const said = own(schema, classKeyword);
    const isKnown = typeof said === 'string' && Object.hasOwn(this.#policy.sensitive.classes, said);
    const sensitiveClass = isKnown ? said : classOfNames(names, this.#policy);
    if (sensitiveClass === null) return [];
    return [labelOf(sensitiveSource(sensitiveClass, names.join('.'), pointer))];
  }

  #referred(schema: JsonObject): { readonly schema: Json; readonly pointer: string } | null {
    const reference = own(schema, '$ref');
    if (typeof reference !== 'string' || !reference.startsWith('#')) return null;
    const within = reference.slice(1);
    const found = valueAt(this.#root, within);
    return found === undefined ? null : { schema: found, pointer: `${this.#pointer}${within}` };
  }
}

function own(value: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The name of the property that a schema's pointer ends in; none at the root. */
function lastProperty(pointer: string): readonly string[] {
  const [, name] = /\/properties\/([^/]+)$/.exec(pointer) ?? [];
  return name === undefined ? [] : [name];
}

function isClosed(schema: JsonObject): boolean {
  return own(schema, 'additionalProperties') === false || own(schema, 'type') === 'array';
}

const scalarTypes = new Set<Json>(['string', 'number', 'integer', 'boolean', 'null']);

/** The one type of its values that may hold data. */
function typeOf(schema: JsonObject): ValueType | null {
  const said = own(schema, 'type');
  const [type, ...others] = (Array.isArray(said) ? said : [said]).filter((one) => one !== 'null');
  if (others.length > 0 || typeof type !== 'string') return null;
  if (type === 'integer') return 'number';
  return type === 'object' || type === 'array' || scalarTypes.has(type) ? (type as ValueType) : null;
}

/** Whether its values have no parts. */
function isScalar(schema: JsonObject): boolean {
  const type = own(schema, 'type');
  return Array.isArray(type) ? type.every((one) => scalarTypes.has(one)) : type !== undefined && scalarTypes.has(type);
}

/** Whether one of its values may be a text that the schema does not write itself. */
function mayBeAnyText(schema: JsonObject): boolean {
  const type = own(schema, 'type');
  const isText = type === undefined || (Array.isArray(type) ? type : [type]).includes('string');
  return isText && own(schema, 'enum') === undefined && own(schema, 'const') === undefined;
}

function combinations(schema: JsonObject): [string, readonly Json[]][] {
  return ['allOf', 'anyOf', 'oneOf'].flatMap((keyword): [string, readonly Json[]][] => {
    const parts = own(schema, keyword);
    return Array.isArray(parts) ? [[keyword, parts]] : [];
  });
}
