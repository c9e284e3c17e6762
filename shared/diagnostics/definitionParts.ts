import { isJsonObject, type Json } from '../base/json.ts';
import type { SourceDocument, SourceEntry, SourceNode } from '../workflow/document.ts';
import { type TaskEntry, walkItem, walkUsedTasks } from '../workflow/tasks.ts';
import { collectEndpoints, type ModelEndpoint } from './modelEndpoints.ts';
import { collectExpressions, type ModelExpression } from './modelExpressions.ts';
import { functionsOf, type ModelTask, resolveTasks } from './modelTask.ts';
import { collectTemplates, type ModelTemplate } from './modelTemplates.ts';
import { collectTexts, type ModelText, type TasksByReference } from './modelText.ts';

/** What there is in a definition, or in a part of it, in the order of the text; of tasks in the order of `walkTasks`. */
export interface DefinitionParts {
  readonly tasks: readonly ModelTask[];
  readonly texts: readonly ModelText[];
  readonly expressions: readonly ModelExpression[];
  readonly templates: readonly ModelTemplate[];
  readonly endpoints: readonly ModelEndpoint[];
}

/** What an item of `do` holds, and what that was told by beside its node. */
interface KnownItem {
  readonly index: number;
  readonly use: Json | undefined;
  readonly parts: DefinitionParts;
}

/** Items whose nodes are still those of the check before, after an edit elsewhere (see `reparse`). */
const knownItems = new WeakMap<SourceNode, KnownItem>();

/** Collects the parts of a definition, those of each item of `do` once. */
export function definitionParts({ tree, value }: SourceDocument): DefinitionParts {
  const used = walkUsedTasks(value);
  const functions = functionsOf(used);
  const rest = resolveTasks(used, functions);
  const restByReference: TasksByReference = new Map(rest.map((task) => [task.reference, task]));
  if (tree.kind !== 'map') return partsOf(rest, collectTexts(tree, [], null, restByReference));
  const main: DefinitionParts[] = [];
  const all: DefinitionParts[] = [];
  for (const entry of tree.entries.values()) {
    if (entry.key === 'do' && entry.node.kind === 'list') {
      main.push(...itemsOf(entry, { functions, use: isJsonObject(value) ? value.use : undefined }));
      all.push(...main);
    } else all.push(partsOf([], collectTexts(entry.node, [entry.key], entry.keyRange, restByReference)));
  }
  const parts = emptyParts();
  for (const { tasks } of main) addAll(parts.tasks, tasks);
  addAll(parts.tasks, rest);
  for (const { texts, expressions, templates, endpoints } of all) {
    addAll(parts.texts, texts);
    addAll(parts.expressions, expressions);
    addAll(parts.templates, templates);
    addAll(parts.endpoints, endpoints);
  }
  return parts;
}

function emptyParts(): { readonly [K in keyof DefinitionParts]: DefinitionParts[K][number][] } {
  return { tasks: [], texts: [], expressions: [], templates: [], endpoints: [] };
}

/** By hand: `flatMap` takes ten times as long, and this is most of what an edit costs here. */
function addAll<T>(all: T[], some: readonly T[]): void {
  for (const one of some) all.push(one);
}

interface Declared {
  readonly functions: ReadonlyMap<string, TaskEntry>;
  readonly use: Json | undefined;
}

function itemsOf({ node, keyRange }: SourceEntry, { functions, use }: Declared): DefinitionParts[] {
  if (node.kind !== 'list') return [];
  return node.items.map((item, index) => {
    const known = knownItems.get(item.node);
    if (known !== undefined && known.index === index && known.use === use) return known.parts;
    const tasks = resolveTasks(walkItem(item.node.value, index), functions);
    const byReference = new Map(tasks.map((task) => [task.reference, task]));
    const parts = partsOf(tasks, collectTexts(item.node, ['do', String(index)], keyRange, byReference));
    knownItems.set(item.node, { index, use, parts });
    return parts;
  });
}

function partsOf(tasks: readonly ModelTask[], texts: readonly ModelText[]): DefinitionParts {
  const expressions = collectExpressions(texts);
  const templates = collectTemplates(texts, expressions);
  return { tasks, texts, expressions, templates, endpoints: collectEndpoints(texts, expressions) };
}
