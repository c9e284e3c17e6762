import type { Json } from '../../base/json.ts';
import type { TextFormat } from './textFormats.ts';

/**
 * The schema of the DSL as data. It is JSON Schema's vocabulary narrowed to what the DSL needs: unions are told apart by
 * JSON type and alternatives by a key, so that a problem is reported where it is and not as "matches none of twelve".
 */
export type Schema =
  | TextSchema
  | NumberSchema
  | BooleanSchema
  | AnySchema
  | ListSchema
  | MapSchema
  | EntrySchema
  | ObjectSchema
  | UnionSchema
  | RefSchema
  | DependentSchema;

/** What every schema may say about itself. */
export interface Described {
  /** Markdown, for hover and completion. */
  readonly description?: string;
  /** Completion fills this in. */
  readonly example?: Json;
  /** What to write instead; still accepted, but never offered. */
  readonly deprecated?: string;
  readonly default?: Json;
}

/** Names that are declared elsewhere in the definition, and that completion offers. */
export type NameKind = 'tasks' | 'authentications' | 'errors' | 'retries' | 'timeouts' | 'functions' | 'secrets';

/** A text. */
export interface TextSchema extends Described {
  readonly kind: 'text';
  /** Values that are allowed; with `open` they are only suggested. */
  readonly enum?: readonly string[];
  readonly open?: true;
  readonly format?: TextFormat;
  readonly names?: NameKind;
}

/** A number. */
export interface NumberSchema extends Described {
  readonly kind: 'number';
  readonly integer?: true;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** True or false. */
export interface BooleanSchema extends Described {
  readonly kind: 'boolean';
}

/** Any value. */
export interface AnySchema extends Described {
  readonly kind: 'any';
}

/** A list. */
export interface ListSchema extends Described {
  readonly kind: 'list';
  readonly items: Schema;
  readonly minItems?: number;
}

/** A map whose keys the author chooses. */
export interface MapSchema extends Described {
  readonly kind: 'map';
  readonly values: Schema;
  readonly minProperties?: number;
}

/** A map of exactly one name, chosen by the author, to one value: an item of a task list. */
export interface EntrySchema extends Described {
  readonly kind: 'entry';
  /** What is named, for messages: `task`. */
  readonly what: string;
  readonly value: Schema;
}

/** A map whose keys the language chooses. */
export interface ObjectSchema extends Described {
  readonly kind: 'object';
  /** What it is, for messages: `an HTTP call`. */
  readonly what: string;
  readonly properties: Properties;
  readonly required?: readonly string[];
  /** What completion writes beside the required properties. */
  readonly suggested?: readonly string[];
  /** Of each group exactly one alternative applies. */
  readonly groups?: readonly Group[];
  /** What further properties must be; without it there are none. */
  readonly additional?: Schema;
  readonly minProperties?: number;
  /** Properties that need others beside them. */
  readonly dependentRequired?: { readonly [property: string]: readonly string[] };
  readonly casesRequire?: CasesRequire;
}

/** Schemas by property. */
export type Properties = { readonly [property: string]: Schema };

/** Alternatives of which one applies. */
export type Group = readonly Alternative[];

/** Applies where `key` is present; then its properties belong to the object and the required ones must be there. */
export interface Alternative extends Described {
  readonly key: string;
  readonly properties: Properties;
  readonly required: readonly string[];
  readonly casesRequire?: CasesRequire;
}

/** Schemas of which the one for the value's JSON type applies. */
export interface UnionSchema extends Described {
  readonly kind: 'union';
  readonly options: readonly Schema[];
}

/** A schema that is kept by name, so that schemas can hold each other. */
export interface RefSchema extends Described {
  readonly kind: 'ref';
  readonly to: string;
}

/** A property whose schema depends on the value of a property beside it. */
export interface DependentSchema extends Described {
  readonly kind: 'dependent';
  readonly on: string;
  readonly cases: Properties;
  /** Null: the property is not allowed in other cases. */
  readonly otherwise: Schema | null;
}

/** Properties that are required where another one has a value: `{ call: { http: ['with'] } }`. */
export type CasesRequire = { readonly [property: string]: { readonly [value: string]: readonly string[] } };

/** A text. */
export function text(description: string, rest: Omit<TextSchema, 'kind' | 'description'> = {}): TextSchema {
  return { kind: 'text', description, ...rest };
}

/** A whole number. */
export function integer(description: string, rest: Omit<NumberSchema, 'kind' | 'description'> = {}): NumberSchema {
  return { kind: 'number', integer: true, description, ...rest };
}

/** True or false. */
export function flag(description: string, byDefault: boolean): BooleanSchema {
  return { kind: 'boolean', description, default: byDefault };
}

/** A named schema, described for the place where it is used. */
export function ref(to: string, description?: string, rest: Omit<Described, 'description'> = {}): RefSchema {
  return description === undefined ? { kind: 'ref', to, ...rest } : { kind: 'ref', to, description, ...rest };
}

/** A map of the author's own keys to any values. */
export function anyMap(description: string, rest: { readonly minProperties?: number } = {}): MapSchema {
  return { kind: 'map', description, values: { kind: 'any' }, ...rest };
}

/** A map of the author's own keys to values of one kind. */
export function mapOf(description: string, values: Schema): MapSchema {
  return { kind: 'map', description, values };
}

/** A list of values of one kind. */
export function listOf(description: string, items: Schema): ListSchema {
  return { kind: 'list', description, items };
}

/** One of several JSON types. */
export function union(description: string, ...options: readonly Schema[]): UnionSchema {
  return { kind: 'union', description, options };
}

/** A list of texts. */
export function textList(description: string): ListSchema {
  return listOf(description, { kind: 'text' });
}
