import type { Range, SourceDocument, SourceNode } from '../workflow/document.ts';
import { escapePointerToken, joinPointer } from '../workflow/pointer.ts';
import type { ModelTask } from './modelTask.ts';
import { type ScalarMapper, scalarMapper } from './scalarMapper.ts';

/** A text of the definition: every scalar that is a string. */
export interface ModelText {
  readonly pointer: string;
  /** Keys and positions from the root. */
  readonly path: readonly string[];
  readonly value: string;
  /** The scalar with its quotes. */
  readonly range: Range;
  /** The key it stands behind; that of the list for items. */
  readonly keyRange: Range | null;
  /** Innermost task that holds it; null in the parts outside tasks. */
  readonly task: ModelTask | null;
  /** Whether it is data that the workflow carries (`set`, bodies, values, metadata …) and not part of the language. */
  readonly isData: boolean;
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

/** Tasks by their references. */
export type TasksByReference = ReadonlyMap<string, ModelTask>;

/**
 * Every text of a value in the order of the tree; `path` leads to it. What an alias names is visited in each place where
 * it is used, for a text may be harmless where it is written and not where it is taken to; its range is where it is written.
 */
export function collectTexts(
  node: SourceNode,
  path: readonly string[],
  keyRange: Range | null,
  tasks: TasksByReference,
): ModelText[] {
  const collector = new TextCollector(tasks, path);
  collector.visit(node, { pointer: joinPointer('', ...path), keyRange, task: null, isData: isOpenKey(path) });
  return collector.found;
}

/** Whether anything may stand below the last key of a path. */
function isOpenKey(path: readonly string[]): boolean {
  const key = path[path.length - 1] ?? '';
  return dataKeys.has(key) || (key === 'document' && path[path.length - 2] === 'schema');
}

type Place = Pick<ModelText, 'pointer' | 'keyRange' | 'task' | 'isData'>;

class TextCollector {
  readonly found: ModelText[] = [];
  readonly #tasks: TasksByReference;
  /** The way to the node that is visited. */
  readonly #path: string[];

  constructor(tasks: TasksByReference, path: readonly string[]) {
    this.#tasks = tasks;
    this.#path = path.slice();
  }

  visit(node: SourceNode, place: Place): void {
    if (node.kind === 'scalar') {
      if (typeof node.value !== 'string') return;
      const { pointer, keyRange, task, isData } = place;
      this.found.push({
        pointer,
        path: this.#path.slice(),
        value: node.value,
        range: node.range,
        keyRange,
        task,
        isData,
      });
    } else if (node.kind === 'list') {
      node.items.forEach((item, index) => {
        this.#below(item.node, String(index), place, place.keyRange);
      });
    } else {
      for (const entry of node.entries.values()) this.#below(entry.node, entry.key, place, entry.keyRange);
    }
  }

  #below(node: SourceNode, key: string, place: Place, keyRange: Range | null): void {
    const pointer = `${place.pointer}/${escapePointerToken(key)}`;
    const task = this.#tasks.get(pointer);
    this.#path.push(key);
    this.visit(node, {
      pointer,
      keyRange,
      task: task ?? place.task,
      isData: task === undefined && (place.isData || isOpenKey(this.#path)),
    });
    this.#path.pop();
  }
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
