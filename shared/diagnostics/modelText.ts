import type { Range, SourceDocument, SourceNode } from '../workflow/document.ts';
import { escapePointerToken, joinPointer } from '../workflow/pointer.ts';
import { expressionIn, type ModelExpression } from './modelExpressions.ts';
import type { ModelTask } from './modelTask.ts';
import { type ModelTemplate, templateIn } from './modelTemplates.ts';
import { type ScalarMapper, scalarMapper } from './scalarMapper.ts';

/** A text of the definition: every scalar that is a string. */
export interface ModelText {
  readonly pointer: string;
  /** Keys and positions from the root. */
  readonly path: readonly string[];
  readonly value: string;
  /** The scalar with its quotes. */
  readonly range: Range;
  /** Innermost task that holds it; null in the parts outside tasks. */
  readonly task: ModelTask | null;
  /** Whether it is data that the workflow carries (`set`, bodies, values, metadata …) and not part of the language. */
  readonly isData: boolean;
  /** The runtime expression that it is, parsed; null where it is none. */
  readonly expression: ModelExpression | null;
  /** The template of a house action that it is, parsed; null where it is none. */
  readonly template: ModelTemplate | null;
}

/** Keys of the language below which any map may stand. */
const dataKeys = new Set([
  'set',
  'body',
  'data',
  'values',
  'filter',
  'parameters',
  'payload',
  'metadata',
  'tags',
  'environment',
  'headers',
  'query',
]);

/** The task of a reference; undefined where there is none. */
export type TaskLookup = (reference: string) => ModelTask | undefined;

/** A node whose texts are collected. */
export interface TextRoot {
  readonly node: SourceNode;
  /** Keys and positions that lead to it. */
  readonly path: readonly string[];
}

/**
 * Every text of a value in the order of the tree. What an alias names is visited in each place where it is used, for a text
 * may be harmless where it is written and not where it is taken to; its range is where it is written.
 */
export function collectTexts({ node, path }: TextRoot, taskAt: TaskLookup): ModelText[] {
  const collector = new TextCollector(path, taskAt);
  collector.visit(node, { pointer: joinPointer('', ...path), task: null, isData: isOpenKey(path) });
  return collector.found;
}

/** Whether anything may stand below the last key of a path. */
function isOpenKey(path: readonly string[]): boolean {
  const key = path[path.length - 1] ?? '';
  return dataKeys.has(key) || (key === 'document' && path[path.length - 2] === 'schema');
}

type Place = Pick<ModelText, 'pointer' | 'task' | 'isData'>;

class TextCollector {
  readonly found: ModelText[] = [];
  readonly #taskAt: TaskLookup;
  /** The way to the node that is visited. */
  readonly #path: string[];

  constructor(path: readonly string[], taskAt: TaskLookup) {
    this.#taskAt = taskAt;
    this.#path = path.slice();
  }

  visit(node: SourceNode, place: Place): void {
    if (node.kind === 'scalar') {
      if (typeof node.value === 'string') this.found.push(this.#text(node.value, node.range, place));
    } else if (node.kind === 'list') {
      for (let index = 0; index < node.items.length; index += 1) {
        const item = node.items[index];
        if (item !== undefined) this.#below(item.node, String(index), place);
      }
    } else {
      for (const { key, node: child } of node.entries.values()) this.#below(child, key, place);
    }
  }

  #below(node: SourceNode, key: string, { pointer: above, task: holder, isData }: Place): void {
    if (node.kind === 'scalar' && typeof node.value !== 'string') return;
    const pointer = `${above}/${escapePointerToken(key)}`;
    this.#path.push(key);
    const task = this.#mayBeTask() ? this.#taskAt(pointer) : undefined;
    const isOpen = task === undefined && (isData || isOpenKey(this.#path));
    this.visit(node, { pointer, task: task ?? holder, isData: isOpen });
    this.#path.pop();
  }

  /** Tasks stand in items of lists and below `use.functions`: nowhere else one need be looked for. */
  #mayBeTask(): boolean {
    const path = this.#path;
    const position = path[path.length - 2] ?? '';
    return /^[0-9]/.test(position) || (path.length === 3 && position === 'functions');
  }

  #text(value: string, range: Range, { pointer, task, isData }: Place): ModelText {
    const path = this.#path.slice();
    const text = { pointer, path, value, range, task, isData, expression: null, template: null };
    return readIn(text);
  }
}

/** The text with what its value is read as. */
function readIn(text: { -readonly [K in keyof ModelText]: ModelText[K] }): ModelText {
  text.expression = expressionIn(text);
  if (text.expression === null) text.template = templateIn(text);
  return text;
}

/** One mapper for each text, from where the text begins: a long template may have thousands of findings. */
const mappers = new WeakMap<ModelText, ScalarMapper>();

/** Where a stretch of the text's value stands in the document. */
export function rangeInText(document: SourceDocument, text: ModelText, part: Range): Range {
  const { start, end } = text.range;
  let mapper = mappers.get(text);
  if (mapper === undefined) {
    mapper = scalarMapper(document.text.slice(start, end), { start: 0, end: end - start }, text.value);
    mappers.set(text, mapper);
  }
  const inside = mapper(part);
  return { start: start + inside.start, end: start + inside.end };
}
