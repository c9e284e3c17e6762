import type { Range, SourceDocument, SourceEntry, SourceItem, SourceNode } from './document.ts';
import { isIncomplete, missingProblems, unknownProblem } from './objectProblems.ts';
import { joinPointer } from './pointer.ts';
import { ObjectShape } from './schema/objectShape.ts';
import { optionFor, optionsOf, type PlainSchema } from './schema/optionFor.ts';
import type {
  EntrySchema,
  ListSchema,
  MapSchema,
  NumberSchema,
  ObjectSchema,
  Schema,
  TextSchema,
} from './schema/schemaTypes.ts';
import { textFormats } from './schema/textFormats.ts';
import { workflowSchema } from './schema/workflowSchema.ts';
import {
  clip,
  hintFor,
  listNames,
  type SchemaKeyword,
  type SchemaProblem,
  subjectOf,
  suggestionFor,
  typeMessage,
} from './schemaProblem.ts';

/** Most problems that are reported for one definition. */
const maxSchemaProblems = 500;

/** A part that is checked, as it is written: an entry, an item, or the whole. */
type Part = SourceEntry | SourceItem;

type MapNode = Extract<SourceNode, { kind: 'map' }>;

/** What the language does not allow in a definition, in the order of the text. Names that lead nowhere are for the rules. */
export function validateDefinition({ tree }: SourceDocument): readonly SchemaProblem[] {
  const check = new Check([]);
  check.part({ range: tree.range, node: tree }, workflowSchema);
  return check.problems.sort((a, b) => a.range.start - b.range.start).slice(0, maxSchemaProblems);
}

class Check {
  readonly problems: SchemaProblem[] = [];
  /** Tokens of the pointer to the part that is being checked; few parts ever need it as a text. */
  readonly #path: (string | number)[];

  constructor(path: readonly (string | number)[]) {
    this.#path = [...path];
  }

  get #pointer(): string {
    return joinPointer('', ...this.#path);
  }

  part(part: Part, schema: Schema): void {
    if (this.problems.length >= maxSchemaProblems) return;
    const { node } = part;
    const option = optionFor(schema, node.value);
    if (option !== null) {
      this.#option(part, option);
      return;
    }
    const pointer = this.#pointer;
    // An empty value has no text to mark.
    const range = node.value === null ? (keyOf(part) ?? part.range) : part.range;
    const message = typeMessage(pointer, node.value, optionsOf(schema));
    this.problems.push({ pointer, range, message, keyword: 'type' });
  }

  #option(part: Part, schema: PlainSchema): void {
    const { node } = part;
    switch (schema.kind) {
      case 'text':
        this.#text(String(node.value), schema, part);
        break;
      case 'number':
        this.#number(Number(node.value), schema, part);
        break;
      case 'list':
        if (node.kind === 'list') this.#list(node.items, schema, part);
        break;
      case 'map':
        if (node.kind === 'map') this.#map(node, schema, part);
        break;
      case 'entry':
        if (node.kind === 'map') this.#entry(node, schema, part);
        break;
      case 'object':
        if (node.kind === 'map') this.#object(node, schema, part);
        break;
      case 'any':
      case 'boolean':
        break;
    }
  }

  /** Notes a problem of the part that is being checked; `what` ends a sentence about it. */
  #report(range: Range, keyword: SchemaKeyword, what: string): void {
    const pointer = this.#pointer;
    this.problems.push({ pointer, range, message: `${subjectOf(pointer)} must ${what}`, keyword });
  }

  #text(value: string, schema: TextSchema, { range }: Part): void {
    if (schema.enum !== undefined && schema.open !== true && !schema.enum.includes(value)) {
      const pointer = this.#pointer;
      const suggested = suggestionFor(value, schema.enum);
      const hint = hintFor(suggested.suggestion ?? null);
      const message = `${subjectOf(pointer)} must be ${listNames(schema.enum, 'or')}${hint}`;
      this.problems.push({ pointer, range, message, keyword: 'enum', ...suggested });
    }
    if (schema.format === undefined) return;
    const { accepts, expected } = textFormats[schema.format];
    if (!accepts(value)) this.#report(range, 'format', `be ${expected}.`);
  }

  #number(value: number, { minimum, maximum }: NumberSchema, { range }: Part): void {
    if (minimum !== undefined && value < minimum) this.#report(range, 'minimum', `be at least ${minimum}.`);
    if (maximum !== undefined && value > maximum) this.#report(range, 'maximum', `be at most ${maximum}.`);
  }

  #list(written: readonly SourceItem[], { items, minItems = 0 }: ListSchema, part: Part): void {
    if (written.length < minItems) this.#report(keyOf(part) ?? part.range, 'minItems', 'not be empty.');
    const isMain = this.#path.length === 1 && this.#path[0] === 'do';
    for (const [index, item] of written.entries()) {
      if (!isMain) this.#child(item, index, items);
      else if (this.problems.length < maxSchemaProblems) this.problems.push(...problemsOfTask(item, index, items));
    }
  }

  #map(node: MapNode, schema: MapSchema, part: Part): void {
    this.#size(node, schema.minProperties, part);
    for (const entry of node.entries.values()) this.#child(entry, entry.key, schema.values);
  }

  #entry(node: MapNode, { what, value }: EntrySchema, { range }: Part): void {
    const [first, second] = node.entries.values();
    if (first !== undefined && second === undefined) {
      this.#child(first, first.key, value);
      return;
    }
    const pointer = this.#pointer;
    if (first === undefined || second === undefined) {
      const message = `${subjectOf(pointer)} is empty; it must be one ${what} with its name.`;
      this.problems.push({ pointer, range, message, keyword: 'minProperties' });
      return;
    }
    const names = `\`${clip(first.key)}\` and \`${clip(second.key)}\``;
    const message =
      first.node.value === null
        ? `\`${clip(second.key)}\` must be indented further, to belong to the ${what} \`${clip(first.key)}\`.`
        : `An item of this list is one ${what} with its name; ${names} must be items of their own.`;
    const at = joinPointer(pointer, second.key);
    this.problems.push({ pointer: at, range: second.keyRange, message, keyword: 'maxProperties' });
  }

  #object(node: MapNode, schema: ObjectSchema, part: Part): void {
    const shape = new ObjectShape(schema, node.value);
    this.#size(node, schema.minProperties, part);
    let unknown: SchemaProblem[] | null = null;
    for (const entry of node.entries.values()) {
      const property = shape.property(entry.key) ?? schema.additional ?? null;
      if (property !== null) {
        if (property.deprecated !== undefined) this.#deprecation(entry, property.deprecated);
        this.#child(entry, entry.key, property);
      } else if (this.#path.length > 0 || !entry.key.startsWith('x-')) {
        unknown ??= [];
        unknown.push(unknownProblem(entry, schema, shape, this.#pointer));
      }
    }
    if (unknown !== null) this.problems.push(...unknown);
    if (!isIncomplete(shape, node)) return;
    const guessed = new Set(unknown?.flatMap(({ suggestion }) => suggestion ?? []));
    const range = keyOf(part) ?? keyRangeOf(node) ?? part.range;
    this.problems.push(...missingProblems(schema, shape, node, { pointer: this.#pointer, range, guessed }));
  }

  #deprecation({ key, keyRange }: SourceEntry, instead: string): void {
    const message = `\`${key}\` is how an earlier version of the language wrote this; write ${instead} instead.`;
    const pointer = joinPointer(this.#pointer, key);
    this.problems.push({ pointer, range: keyRange, message, keyword: 'deprecated' });
  }

  #size(node: MapNode, minProperties = 0, part: Part): void {
    if (node.entries.size >= minProperties) return;
    this.#report(keyOf(part) ?? part.range, 'minProperties', 'not be empty.');
  }

  #child(part: Part, token: string | number, schema: Schema): void {
    this.#path.push(token);
    this.part(part, schema);
    this.#path.pop();
  }
}

/** What is wrong with an item of `do`, and what that was told by beside its node. */
interface KnownTask {
  readonly schema: Schema;
  readonly index: number;
  readonly problems: readonly SchemaProblem[];
}

/** Items whose nodes are still those of the check before, after an edit elsewhere (see `reparse`): ranges move with them. */
const knownTasks = new WeakMap<SourceNode, KnownTask>();

function problemsOfTask(item: SourceItem, index: number, schema: Schema): readonly SchemaProblem[] {
  const known = knownTasks.get(item.node);
  // Where nothing is wrong nothing tells of the position.
  const isPlaced = known?.index === index || known?.problems.length === 0;
  if (known?.schema === schema && isPlaced) return known.problems;
  const check = new Check(['do', index]);
  check.part(item, schema);
  knownTasks.set(item.node, { schema, index, problems: check.problems });
  return check.problems;
}

/** The key of an entry; null in lists and at the root. */
function keyOf(part: Part): Range | null {
  return 'keyRange' in part ? part.keyRange : null;
}

/** The first key of a map: what is marked where the map itself has no key. */
function keyRangeOf(node: MapNode): Range | null {
  for (const { keyRange } of node.entries.values()) return keyRange;
  return null;
}
