import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import type { Policy } from '../policy/policy.ts';
import type { Range, SourceDocument } from '../workflow/document.ts';
import type { TextEdit } from './finding.ts';
import { declareSecret, insertEntry } from './insertEntry.ts';
import { type ModelText, rangeInText } from './modelText.ts';

/** A node, or a stretch of it: its JSON Pointer, and the characters. */
export interface Place {
  readonly pointer: string;
  readonly range: Range;
}

/** What holds for every part of a definition, and where things stand in its text. */
export class Surroundings {
  readonly policy: Policy;
  /** `use` of the definition; empty where there is none. */
  readonly use: JsonObject;
  /** Whether the workflow itself has a `timeout`. */
  readonly isLimited: boolean;
  readonly #document: SourceDocument;

  constructor(document: SourceDocument, policy: Policy) {
    const definition = isJsonObject(document.value) ? document.value : {};
    this.policy = policy;
    this.use = isJsonObject(definition.use) ? definition.use : noUse;
    this.isLimited = definition.timeout !== undefined;
    this.#document = document;
  }

  /** Whether a node stands at a pointer. */
  has(pointer: string): boolean {
    return this.#document.locate(pointer) !== null;
  }

  /** Where a node stands: its value, or its key where `part` says so and it has one. */
  rangeOf(pointer: string, part: 'key' | 'value' = 'value'): Range {
    const location = this.#document.locate(pointer);
    if (location === null) return { start: 0, end: 0 };
    return part === 'key' ? (location.key ?? location.value) : location.value;
  }

  /** Where a stretch of a text's value stands in the document. */
  rangeIn(text: ModelText, part: Range): Range {
    return rangeInText(this.#document, text, part);
  }

  /** A node, as the place of a problem. */
  placeOf(pointer: string, part: 'key' | 'value' = 'value'): Place {
    return { pointer, range: this.rangeOf(pointer, part) };
  }

  /** A stretch of a text's value, as the place of a problem. */
  placeIn(text: ModelText, part: Range): Place {
    return { pointer: text.pointer, range: this.rangeIn(text, part) };
  }

  /** The characters of a range. */
  written({ start, end }: Range): string {
    return this.#document.text.slice(start, end);
  }

  /** The edit that puts an entry into a map of the document, see `insertEntry`. */
  insertEntry(pointer: string, key: string, value: Json, before?: string): TextEdit | null {
    return insertEntry(this.#document, pointer, key, value, before);
  }

  /** The edits that declare a secret, see `declareSecret`. */
  declareSecret(name: string): readonly TextEdit[] | null {
    return declareSecret(this.#document, name);
  }
}

const noUse: JsonObject = {};
