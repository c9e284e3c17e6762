import type { Json, JsonObject } from '../base/json.ts';

/** Values by the name of their variable, without `$`: what somebody adds, over what is around. */
export interface Variables {
  /** Undefined where there is no such variable. */
  find(name: string): Json | undefined;
  /** All of them, for who looks into a rehearsal: an expression asks for those that it names. */
  all(): JsonObject;
}

/** Variables that nothing is around. */
export function variablesOf(values: JsonObject): Variables {
  return {
    find: (name) => (Object.hasOwn(values, name) ? values[name] : undefined),
    all: () => values,
  };
}

/** The same variables and one more, which hides one of the same name. */
export function withVariable(around: Variables, name: string, value: Json): Variables {
  return new Binding(around, name, value);
}

class Binding implements Variables {
  readonly #around: Variables;
  readonly #name: string;
  readonly #value: Json;

  constructor(around: Variables, name: string, value: Json) {
    this.#around = around;
    this.#name = name;
    this.#value = value;
  }

  find(name: string): Json | undefined {
    return name === this.#name ? this.#value : this.#around.find(name);
  }

  all(): JsonObject {
    return { ...this.#around.all(), [this.#name]: this.#value };
  }
}
