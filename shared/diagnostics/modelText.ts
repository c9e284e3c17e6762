import type { Range, SourceDocument, SourceNode } from '../workflow/document.ts';
import { joinPointer } from '../workflow/pointer.ts';
import type { ModelTask } from './modelTask.ts';
import { scalarRange } from './scalarRange.ts';

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
  'schema',
]);

interface Place {
  readonly pointer: string;
  readonly path: readonly string[];
  readonly keyRange: Range | null;
  readonly task: ModelTask | null;
  readonly isData: boolean;
}

/** Every text of a document in the order of the text; an alias is passed over, as its anchor is visited. */
export function collectTexts(document: SourceDocument, tasks: readonly ModelTask[]): ModelText[] {
  const byReference = new Map(tasks.map((task) => [task.reference, task]));
  const found: ModelText[] = [];
  const visit = (node: SourceNode, place: Place): void => {
    switch (node.kind) {
      case 'scalar':
        if (typeof node.value === 'string') found.push({ ...place, value: node.value, range: node.range });
        return;
      case 'list':
        node.items.forEach((item, index) => {
          if (item.node.range !== item.range) return;
          visit(item.node, below(place, String(index), place.keyRange));
        });
        return;
      case 'map':
        for (const entry of node.entries.values()) {
          if (entry.node.range === entry.range) visit(entry.node, below(place, entry.key, entry.keyRange));
        }
    }
  };
  const below = (place: Place, key: string, keyRange: Range | null): Place => {
    const pointer = joinPointer(place.pointer, key);
    const task = byReference.get(pointer);
    const isKnownTask = task !== undefined;
    return {
      pointer,
      path: [...place.path, key],
      keyRange,
      task: task ?? place.task,
      isData: !isKnownTask && (place.isData || dataKeys.has(key)),
    };
  };
  visit(document.tree, { pointer: '', path: [], keyRange: null, task: null, isData: false });
  return found;
}

/** Where a stretch of the text's value stands in the document. */
export function rangeInText(document: SourceDocument, text: ModelText, part: Range): Range {
  return scalarRange(document.text, text.range, text.value, part);
}
