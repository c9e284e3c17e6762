import type { Json, JsonObject } from '../base/json.ts';

/** A stretch of a text as UTF-16 offsets: `start` included, `end` not. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The notation a document is written in. */
export type Format = 'yaml' | 'json';

/** What the text's own grammar (YAML, JSON) objects to. */
export interface SyntaxProblem {
  readonly message: string;
  readonly range: Range;
}

/** Where a node stands in the text; `key` is absent for the root and for items of a list. */
export interface NodeLocation {
  readonly key: Range | null;
  readonly value: Range;
}

/** A comment of the text, without its marker, and where it stands. */
export interface Comment {
  readonly text: string;
  readonly range: Range;
}

/** One `key: value` of a map. */
export interface SourceEntry {
  readonly key: string;
  readonly keyRange: Range;
  /** Where the value is written here: an alias (`*name`), where `node` stands somewhere else. */
  readonly range: Range;
  readonly node: SourceNode;
}

/** A node of the text: its plain value, where it stands, and its parts. An alias shares the node it names. */
export type SourceNode =
  | { readonly kind: 'scalar'; readonly range: Range; readonly value: Json }
  | {
      readonly kind: 'map';
      readonly range: Range;
      readonly value: JsonObject;
      readonly entries: ReadonlyMap<string, SourceEntry>;
    }
  | {
      readonly kind: 'list';
      readonly range: Range;
      readonly value: readonly Json[];
      readonly items: readonly SourceItem[];
    };

/** One item of a list; `range` as in {@link SourceEntry}. */
export interface SourceItem {
  readonly range: Range;
  readonly node: SourceNode;
}

/** A text that was read as YAML or JSON: its value and where each part of it stands. */
export interface SourceDocument {
  readonly text: string;
  readonly format: Format;
  /** The plain value; what could be read where `problems` is not empty. */
  readonly value: Json;
  /** The same value with the place of every part. */
  readonly tree: SourceNode;
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly Comment[];
  /** Where the node that a JSON Pointer names stands, or null where there is none. */
  locate(pointer: string): NodeLocation | null;
  /** JSON Pointer of the innermost node at an offset; the root's is the empty string. */
  pointerAt(offset: number): string;
}
