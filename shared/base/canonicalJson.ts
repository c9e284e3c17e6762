import canonicalize from 'canonicalize';
import { isJsonObject, type Json, type JsonObject } from './json.ts';

/** Nesting that is written on the machine's stack; deeper parts go to the library, which has a stack of its own. */
const maxRecursion = 200;

/**
 * The RFC 8785 (JCS) form of a JSON value: one byte sequence for one value, on every machine. Numbers and texts are as
 * ECMAScript prints them (sections 3.2.2.2 and 3.2.2.3). Throws for what is no JSON, and for a lone surrogate.
 */
export function canonicalJson(value: Json): string {
  return new Writer().textOf(value, maxRecursion);
}

/** Writes one value: several times as fast as the library, as it writes each part once, however often it is shared. */
class Writer {
  readonly #written = new Map<object | string, string>();

  textOf(value: Json, depth: number): string {
    if (typeof value === 'string') return this.#quoted(value);
    if (typeof value !== 'object' || value === null || depth === 0) return byLibrary(value);
    const known = this.#written.get(value);
    if (known !== undefined) return known;
    const text = isJsonObject(value) ? this.#objectText(value, depth - 1) : this.#listText(value, depth - 1);
    this.#written.set(value, text);
    return text;
  }

  #listText(list: readonly Json[], depth: number): string {
    return `[${list.map((item) => this.textOf(item, depth)).join(',')}]`;
  }

  /** Members in the order of their names' UTF-16 units, which is how `sort` compares texts; absent ones are left out. */
  #objectText(object: JsonObject, depth: number): string {
    let text = '';
    for (const key of Object.keys(object).sort()) {
      const value = object[key];
      if (value === undefined) continue;
      text += `${text === '' ? '' : ','}${this.#quoted(key)}:${this.textOf(value, depth)}`;
    }
    return `{${text}}`;
  }

  #quoted(text: string): string {
    const known = this.#written.get(text);
    if (known !== undefined) return known;
    const quoted = byLibrary(text);
    this.#written.set(text, quoted);
    return quoted;
  }
}

function byLibrary(value: Json): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}
