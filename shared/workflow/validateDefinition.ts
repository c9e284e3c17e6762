import type { Range, SourceDocument, SourceEntry, SourceNode } from './document.ts';
import { missingProblems, unknownProblem } from './objectProblems.ts';
import { joinPointer } from './pointer.ts';
import { objectShape } from './schema/objectShape.ts';
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
  type SchemaProblem,
  subjectOf,
  suggestionFor,
  typeMessage,
} from './schemaProblem.ts';

/** Most problems that are reported for one definition. */
const maxSchemaProblems = 500;

/** A part that is checked, and where it is written; `key` is null in lists and at the root. */
interface Place {
  readonly pointer: string;
  readonly key: Range | null;
  readonly range: Range;
}

type MapNode = Extract<SourceNode, { kind: 'map' }>;

/** What the language does not allow in a definition, in the order of the text. Names that lead nowhere are for the rules. */
export function validateDefinition(document: SourceDocument): readonly SchemaProblem[] {
  const check = new Check();
  check.node(document.tree, workflowSchema, { pointer: '', key: null, range: document.tree.range });
  return check.problems.sort((a, b) => a.range.start - b.range.start).slice(0, maxSchemaProblems);
}

class Check {
  readonly problems: SchemaProblem[] = [];

  node(node: SourceNode, schema: Schema, place: Place): void {
    if (this.problems.length >= maxSchemaProblems) return;
    const option = optionFor(schema, node.value);
    if (option === null) {
      const message = typeMessage(place.pointer, node.value, optionsOf(schema));
      // An empty value has no text to mark.
      const range = node.value === null && place.key !== null ? place.key : place.range;
      this.problems.push({ pointer: place.pointer, range, message, keyword: 'type' });
      return;
    }
    this.#option(node, option, place);
  }

  #option(node: SourceNode, schema: PlainSchema, place: Place): void {
    switch (schema.kind) {
      case 'text':
        this.#text(String(node.value), schema, place);
        break;
      case 'number':
        this.#number(Number(node.value), schema, place);
        break;
      case 'list':
        this.#list(node, schema, place);
        break;
      case 'map':
        this.#map(node, schema, place);
        break;
      case 'entry':
        this.#entry(node, schema, place);
        break;
      case 'object':
        this.#object(node, schema, place);
        break;
      case 'any':
      case 'boolean':
        break;
    }
  }

  #text(value: string, schema: TextSchema, { pointer, range }: Place): void {
    if (schema.enum !== undefined && schema.open !== true && !schema.enum.includes(value)) {
      const suggested = suggestionFor(value, schema.enum);
      const hint = hintFor(suggested.suggestion ?? null);
      const message = `${subjectOf(pointer)} must be ${listNames(schema.enum, 'or')}${hint}`;
      this.problems.push({ pointer, range, message, keyword: 'enum', ...suggested });
    }
    if (schema.format === undefined) return;
    const { accepts, expected } = textFormats[schema.format];
    if (accepts(value)) return;
    this.problems.push({ pointer, range, message: `${subjectOf(pointer)} must be ${expected}.`, keyword: 'format' });
  }

  #number(value: number, { minimum, maximum }: NumberSchema, { pointer, range }: Place): void {
    const report = (keyword: 'minimum' | 'maximum', bound: string): void => {
      this.problems.push({ pointer, range, message: `${subjectOf(pointer)} must be at ${bound}.`, keyword });
    };
    if (minimum !== undefined && value < minimum) report('minimum', `least ${minimum}`);
    if (maximum !== undefined && value > maximum) report('maximum', `most ${maximum}`);
  }

  #list(node: SourceNode, { items, minItems = 0 }: ListSchema, { pointer, key, range }: Place): void {
    if (node.kind !== 'list') return;
    if (node.items.length < minItems) {
      const message = `${subjectOf(pointer)} must not be empty.`;
      this.problems.push({ pointer, range: key ?? range, message, keyword: 'minItems' });
    }
    for (const [index, item] of node.items.entries()) {
      const place = { pointer: joinPointer(pointer, index), key: null, range: item.range };
      if (pointer !== '/do') this.node(item.node, items, place);
      else if (this.problems.length < maxSchemaProblems) this.problems.push(...problemsOfTask(item.node, items, place));
    }
  }

  #map(node: SourceNode, schema: MapSchema, place: Place): void {
    if (node.kind !== 'map') return;
    this.#size(node, schema.minProperties ?? 0, place);
    for (const entry of node.entries.values()) this.#child(entry, schema.values, place.pointer);
  }

  #entry(node: SourceNode, { what, value }: EntrySchema, { pointer, range }: Place): void {
    if (node.kind !== 'map') return;
    const [first, second] = [...node.entries.values()];
    if (first === undefined) {
      const message = `${subjectOf(pointer)} is empty; it must be one ${what} with its name.`;
      this.problems.push({ pointer, range, message, keyword: 'minProperties' });
    } else if (second === undefined) this.#child(first, value, pointer);
    else {
      const names = `\`${clip(first.key)}\` and \`${clip(second.key)}\``;
      const message =
        first.node.value === null
          ? `\`${clip(second.key)}\` must be indented further, to belong to the ${what} \`${clip(first.key)}\`.`
          : `An item of this list is one ${what} with its name; ${names} must be items of their own.`;
      const at = joinPointer(pointer, second.key);
      this.problems.push({ pointer: at, range: second.keyRange, message, keyword: 'maxProperties' });
    }
  }

  #object(node: SourceNode, schema: ObjectSchema, place: Place): void {
    if (node.kind !== 'map') return;
    const { pointer } = place;
    const shape = objectShape(schema, node.value);
    this.#size(node, schema.minProperties ?? 0, place);
    const unknown: SchemaProblem[] = [];
    for (const entry of node.entries.values()) {
      const property = shape.property(entry.key) ?? schema.additional ?? null;
      if (property !== null) {
        this.#deprecation(entry, property, pointer);
        this.#child(entry, property, pointer);
      } else if (pointer !== '' || !entry.key.startsWith('x-')) {
        unknown.push(unknownProblem(entry, schema, shape, pointer));
      }
    }
    this.problems.push(...unknown);
    const guessed = new Set(unknown.flatMap(({ suggestion }) => suggestion ?? []));
    const range = place.key ?? keyRangeOf(node) ?? place.range;
    this.problems.push(...missingProblems(schema, shape, node, { pointer, range, guessed }));
  }

  #deprecation({ key, keyRange }: SourceEntry, { deprecated }: Schema, pointer: string): void {
    if (deprecated === undefined) return;
    const message = `\`${key}\` is how an earlier version of the language wrote this; write ${deprecated} instead.`;
    this.problems.push({ pointer: joinPointer(pointer, key), range: keyRange, message, keyword: 'deprecated' });
  }

  #size(node: MapNode, minProperties: number, { pointer, key, range }: Place): void {
    if (node.entries.size >= minProperties) return;
    const message = `${subjectOf(pointer)} must not be empty.`;
    this.problems.push({ pointer, range: key ?? range, message, keyword: 'minProperties' });
  }

  #child(entry: SourceEntry, schema: Schema, pointer: string): void {
    const place = { pointer: joinPointer(pointer, entry.key), key: entry.keyRange, range: entry.range };
    this.node(entry.node, schema, place);
  }
}

/** What is wrong with an item of `do`, and what that was told by beside its node. */
interface KnownTask {
  readonly schema: Schema;
  readonly pointer: string;
  readonly problems: readonly SchemaProblem[];
}

/** Items whose nodes are still those of the check before, after an edit elsewhere (see `reparse`): ranges move with them. */
const knownTasks = new WeakMap<SourceNode, KnownTask>();

function problemsOfTask(node: SourceNode, schema: Schema, place: Place): readonly SchemaProblem[] {
  const known = knownTasks.get(node);
  if (known?.schema === schema && known.pointer === place.pointer) return known.problems;
  const check = new Check();
  check.node(node, schema, place);
  knownTasks.set(node, { schema, pointer: place.pointer, problems: check.problems });
  return check.problems;
}

/** The first key of a map: what is marked where the map itself has no key. */
function keyRangeOf(node: MapNode): Range | null {
  for (const { keyRange } of node.entries.values()) return keyRange;
  return null;
}
