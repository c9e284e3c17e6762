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
  return new CanonicalWriter().textOf(value);
}

/** Looks into a text, and no further than to its beginning. */
const anyText = /^/;

/**
 * The same text. What was joined from parts stays in parts until somebody looks into it, and where it becomes a part of
 * more than one text each of them would go through all of its parts again.
 */
export function inOnePiece(text: string): string {
  anyText.test(text);
  return text;
}

/**
 * Writes values that may share parts, several times as fast as the library: each large part once, however often it is
 * shared, and the names of members sorted once for all objects that are alike.
 */
export class CanonicalWriter {
  readonly #written = new Map<object, string>();
  readonly #names = new Map<string, string>();
  readonly #root = new Step('', null);

  /** As `canonicalJson`. */
  textOf(value: Json): string {
    return this.#textOf(value, maxRecursion);
  }

  /** The same for a text that comes again and again, as the names of things do. */
  nameOf(name: string): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const text = inOnePiece(quoted(name));
    this.#names.set(name, text);
    return text;
  }

  #textOf(value: Json, depth: number): string {
    if (typeof value === 'string') return quoted(value);
    if (value === null || typeof value === 'boolean' || Number.isFinite(value)) return String(value);
    if (typeof value !== 'object' || depth === 0) return byLibrary(value);
    const known = this.#written.get(value);
    if (known !== undefined) return inOnePiece(known);
    const text = isJsonObject(value) ? this.#objectText(value, depth - 1) : this.#listText(value, depth - 1);
    if (text.length >= worthKeeping) this.#written.set(value, text);
    return text;
  }

  #listText(list: readonly Json[], depth: number): string {
    let text = '';
    for (const item of list) text += (text === '' ? '[' : ',') + this.#textOf(item, depth);
    return text === '' ? '[]' : `${text}]`;
  }

  #objectText(object: JsonObject, depth: number): string {
    const values: (Json | undefined)[] = [];
    let step = this.#root;
    for (const name in object) {
      step = step.follow(name);
      values.push(object[name]);
    }
    step.members ??= step.sortedWay();
    let text = '';
    for (const member of step.members) {
      const value = values[member.index];
      if (value === undefined) return this.#objectText(withoutAbsent(object), depth);
      text += text === '' ? member.opening : member.label;
      text += typeof value === 'string' ? member.textOf(value) : this.#textOf(value, depth);
    }
    return text === '' ? '{}' : `${text}}`;
  }
}

/**
 * A name of a member behind those before it: the way from the root through all names of an object leads to what all
 * objects that are alike have in common.
 */
class Step {
  readonly name: string;
  /** How many names are before it. */
  readonly index: number;
  /** What stands before its value where it is the first member that is written, and where it is not. */
  readonly opening: string;
  readonly label: string;
  /** Of the objects that end here, by the UTF-16 units of their names, which is how `<` compares texts. */
  members: readonly Step[] | null = null;
  readonly #before: Step | null;
  /** The step that followed first: for most it is the only one. */
  #next: Step | null = null;
  #others: Map<string, Step> | null = null;
  /** Its value where that was last a text, and how it was written: many members say the same in each object. */
  #value = '';
  #text = '""';

  constructor(name: string, before: Step | null) {
    const written = quoted(name);
    this.name = name;
    this.index = before === null ? -1 : before.index + 1;
    this.opening = `{${written}:`;
    this.label = `,${written}:`;
    this.#before = before;
  }

  follow(name: string): Step {
    this.#next ??= new Step(name, this);
    return name === this.#next.name ? this.#next : this.#turn(name);
  }

  textOf(value: string): string {
    if (value !== this.#value) {
      this.#text = quoted(value);
      this.#value = value;
    }
    return this.#text;
  }

  sortedWay(): readonly Step[] {
    const way: Step[] = [];
    for (let step: Step = this; step.#before !== null; step = step.#before) way.push(step);
    return way.sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  #turn(name: string): Step {
    this.#others ??= new Map();
    const step = this.#others.get(name) ?? new Step(name, this);
    this.#others.set(name, step);
    return step;
  }
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
