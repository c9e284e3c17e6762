import canonicalize from 'canonicalize';
import { isJsonObject, type Json, type JsonObject } from './json.ts';

/** Nesting that is written on the machine's stack; deeper parts go to the library, which has a stack of its own. */
const maxRecursion = 200;

/** Shorter texts are written again more quickly than they are looked up. */
const worthKeeping = 256;

/** Texts in which nothing is escaped: no quotation mark, backslash, control character or half of a surrogate pair. */
const plainText = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

/**
 * The RFC 8785 (JCS) form of a JSON value: one byte sequence for one value, on every machine. Numbers and texts are as
 * ECMAScript prints them (sections 3.2.2.2 and 3.2.2.3). Throws for what is no JSON, and for a lone surrogate.
 */
export function canonicalJson(value: Json): string {
  return new Writer().textOf(value, maxRecursion);
}

/**
 * Writes one value, several times as fast as the library: each large part once, however often it is shared, and the names
 * of members sorted once for all objects that are alike.
 */
class Writer {
  readonly #written = new Map<object, string>();
  readonly #root = new Step();

  textOf(value: Json, depth: number): string {
    if (typeof value === 'string') return quoted(value);
    if (value === null || typeof value === 'boolean' || Number.isFinite(value)) return String(value);
    if (typeof value !== 'object' || depth === 0) return byLibrary(value);
    const known = this.#written.get(value);
    if (known !== undefined) return known;
    const text = isJsonObject(value) ? this.#objectText(value, depth - 1) : this.#listText(value, depth - 1);
    if (text.length >= worthKeeping) this.#written.set(value, text);
    return text;
  }

  #listText(list: readonly Json[], depth: number): string {
    let text = '';
    for (const item of list) text += (text === '' ? '[' : ',') + this.textOf(item, depth);
    return text === '' ? '[]' : `${text}]`;
  }

  #objectText(object: JsonObject, depth: number): string {
    let step = this.#root;
    for (const name in object) step = step.follow(name);
    step.members ??= membersOf(object);
    let text = '';
    for (const member of step.members) {
      const value = object[member.name];
      if (typeof value === 'string') text += member.withText(value);
      else if (value === undefined) return this.#objectText(withoutAbsent(object), depth);
      else text += member.label + this.textOf(value, depth);
    }
    return text === '' ? '{}' : `${text}}`;
  }
}

/** Names of members as they follow each other: the way from the root through all names of an object leads to its members. */
class Step {
  /** Those of the objects that end here, in the order of their names' UTF-16 units, which is how `sort` compares texts. */
  members: readonly Member[] | null = null;
  /** The name that came first: for most steps it is the only one. */
  #name = '';
  #next: Step | null = null;
  #others: Map<string, Step> | null = null;

  follow(name: string): Step {
    if (this.#next === null) {
      this.#name = name;
      this.#next = new Step();
    }
    return name === this.#name ? this.#next : this.#turn(name);
  }

  #turn(name: string): Step {
    this.#others ??= new Map();
    const step = this.#others.get(name) ?? new Step();
    this.#others.set(name, step);
    return step;
  }
}

/** A member of objects that are alike. */
class Member {
  readonly name: string;
  /** What stands before its value. */
  readonly label: string;
  /** What was written last: many members say the same in each object. */
  #text = '';
  #written: string;

  constructor(name: string, sign: '{' | ',') {
    this.name = name;
    this.label = `${sign}${quoted(name)}:`;
    this.#written = `${this.label}""`;
  }

  withText(text: string): string {
    if (text !== this.#text) {
      this.#written = this.label + quoted(text);
      this.#text = text;
    }
    return this.#written;
  }
}

function membersOf(object: JsonObject): readonly Member[] {
  const names = Object.keys(object).sort();
  return names.map((name, index) => new Member(name, index === 0 ? '{' : ','));
}

function withoutAbsent(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

function quoted(text: string): string {
  return plainText.test(text) ? `"${text}"` : byLibrary(text);
}

function byLibrary(value: Json): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}
