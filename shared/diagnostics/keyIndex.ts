/** Up to so many things are looked through: that takes no longer than to make an index. */
const few = 8;

/** Finds things by their keys: the index of many is made when one is first asked for. */
export class KeyIndex<T> {
  readonly #things: readonly T[];
  readonly #keyOf: (thing: T) => string;
  #index: ReadonlyMap<string, T> | null = null;

  constructor(things: readonly T[], keyOf: (thing: T) => string) {
    this.#things = things;
    this.#keyOf = keyOf;
  }

  /** The thing with a key; undefined where there is none. */
  get(key: string): T | undefined {
    const things = this.#things;
    if (things.length <= few) return things.find((thing) => this.#keyOf(thing) === key);
    this.#index ??= new Map(things.map((thing) => [this.#keyOf(thing), thing]));
    return this.#index.get(key);
  }
}
