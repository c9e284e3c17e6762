import type { Range, SourceDocument, SourceNode } from '../workflow/document.ts';
import { escapePointerToken } from '../workflow/pointer.ts';
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

/**
 * Every text of a document in the order of the tree. What an alias names is visited in each place where it is used, for a
 * text may be harmless where it is written and not where it is taken to; its range is where it is written.
 */
export function collectTexts(document: SourceDocument, tasks: ReadonlyMap<string, ModelTask>): ModelText[] {
  const collector = new TextCollector(tasks);
  collector.visit(document.tree, { pointer: '', keyRange: null, task: null, isData: false });
  return collector.found;
}

type Place = Pick<ModelText, 'pointer' | 'keyRange' | 'task' | 'isData'>;

class TextCollector {
  readonly found: ModelText[] = [];
  readonly #tasks: ReadonlyMap<string, ModelTask>;
  /** The way to the node that is visited. */
  readonly #path: string[] = [];

  constructor(tasks: ReadonlyMap<string, ModelTask>) {
    this.#tasks = tasks;
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
    const isOpen = dataKeys.has(key) || (key === 'document' && this.#path.at(-1) === 'schema');
    this.#path.push(key);
    this.visit(node, {
      pointer,
      keyRange,
      task: task ?? place.task,
      isData: task === undefined && (place.isData || isOpen),
    });
    this.#path.pop();
  }
}

/** One mapper for each text: a long template may have thousands of findings. */
const mappers = new WeakMap<ModelText, ScalarMapper>();

/** Where a stretch of the text's value stands in the document. */
export function rangeInText(document: SourceDocument, text: ModelText, part: Range): Range {
  const known = mappers.get(text);
  if (known !== undefined) return known(part);
  const mapper = scalarMapper(document.text, text.range, text.value);
  mappers.set(text, mapper);
  return mapper(part);
}
