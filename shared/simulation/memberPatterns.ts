import { isJsonObject, type Json } from '../base/json.ts';
import type { SchemaPart } from './boundedSchema.ts';
import { isList } from './planContext.ts';

/** Counts steps of the work on one value; throws where they are too many. */
export type SpendSteps = (steps: number) => void;

/** Looking for a name in a value takes about this part of applying a schema. */
const lookUpsPerStep = 16;

/**
 * Stands in for `patternProperties`, which the validator would run on an engine that can backtrack without end: what it is
 * told of as `properties` are the names that occur in the value and fit.
 */
export class MemberPatterns {
  readonly #spend: SpendSteps;
  #value: Json = null;
  #names: readonly string[] | null = null;

  constructor(spend: SpendSteps) {
    this.#spend = spend;
  }

  /** Sets the value that schemas are applied to from now on. */
  begin(value: Json): void {
    this.#value = value;
    this.#names = null;
  }

  /** Changes a schema that the validator has resolved all references in, as those may lead into the patterns. */
  standIn(part: SchemaPart): void {
    const { schema } = part;
    const own = isJsonObject(schema.properties) ? schema.properties : {};
    let known: { readonly names: readonly string[]; readonly members: Members } | null = null;
    Object.defineProperty(schema, 'patternProperties', { value: undefined });
    Object.defineProperty(schema, 'properties', {
      get: () => {
        this.#names ??= namesIn(this.#value);
        if (known?.names !== this.#names) known = { names: this.#names, members: this.#membersOf(part, own) };
        this.#spend(Math.ceil(known.members.count / lookUpsPerStep));
        return known.members.schemas;
      },
    });
  }

  #membersOf({ names }: SchemaPart, own: { readonly [name: string]: Json }): Members {
    // A name may be `__proto__`.
    const schemas: { [name: string]: Json } = Object.create(null);
    for (const [name, schema] of Object.entries(own)) schemas[name] = schema;
    for (const name of this.#names ?? []) {
      this.#spend(names.length);
      const declared = Object.hasOwn(own, name) ? own[name] : undefined;
      const fitting = names.filter(({ matches }) => matches(name)).map(({ schema }) => schema);
      const all = declared === undefined ? fitting : [declared, ...fitting];
      const [first, ...others] = all;
      if (first !== undefined) schemas[name] = others.length === 0 ? first : { allOf: all };
    }
    return { schemas, count: Object.keys(schemas).length };
  }
}

interface Members {
  readonly schemas: { readonly [name: string]: Json };
  readonly count: number;
}

/** The names of all members in a value, at any depth, each once. */
function namesIn(root: Json): readonly string[] {
  const names = new Set<string>();
  const open: Json[] = [root];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (isList(part)) for (const item of part) open.push(item);
    else if (isJsonObject(part)) {
      for (const [name, member] of Object.entries(part)) {
        names.add(name);
        open.push(member);
      }
    }
  }
  return [...names];
}
