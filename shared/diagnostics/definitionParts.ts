import { isJsonObject, type Json } from '../base/json.ts';
import type { SourceDocument, SourceEntry, SourceNode } from '../workflow/document.ts';
import { joinPointer } from '../workflow/pointer.ts';
import { type TaskEntry, walkItem, walkUsedTasks } from '../workflow/tasks.ts';
import { DefinitionPart } from './definitionPart.ts';
import type { ModelEndpoint } from './modelEndpoints.ts';
import { functionsOf, type ModelTask, resolveTasks } from './modelTask.ts';
import type { ModelText } from './modelText.ts';

/** The parts of a definition, and what there is in any of them. */
export class DefinitionParts {
  /** In the order of the text. */
  readonly all: readonly DefinitionPart[];
  /** Those that are items of `do`, by their positions. */
  readonly items: readonly DefinitionPart[];
  readonly taskCount: number;
  /** The others, by their pointers. */
  readonly #members = new Map<string, DefinitionPart>();
  #tasks: readonly ModelTask[] | null = null;
  #mainList: readonly ModelTask[] | null = null;
  #addressNames: ReadonlySet<string> | null = null;

  constructor({ tree, value }: SourceDocument) {
    const all: DefinitionPart[] = [];
    const items: DefinitionPart[] = [];
    const use = isJsonObject(value) ? value.use : undefined;
    const used = walkUsedTasks(value);
    const functions = functionsOf(used);
    const addMember = (part: DefinitionPart): void => {
      this.#members.set(part.pointer, part);
      all.push(part);
    };
    if (tree.kind !== 'map') addMember(new DefinitionPart('', { node: tree, path: [] }, []));
    for (const entry of tree.kind === 'map' ? tree.entries.values() : []) {
      if (entry.key === 'do' && entry.node.kind === 'list') {
        for (const [index, { node }] of entry.node.items.entries()) {
          const item = known(node, { key: index, use }, () => itemPart(node, index, functions));
          items.push(item);
          all.push(item);
        }
      } else {
        const tasks = entry.key === 'use' ? used : [];
        addMember(known(entry.node, { key: entry.key, use }, () => memberPart(entry, tasks, functions)));
      }
    }
    this.all = all;
    this.taskCount = all.reduce((count, { tasks }) => count + tasks.length, 0);
    this.items = items;
  }

  /** Every task: those of `do`, parents first, then those of extensions and functions. */
  get tasks(): readonly ModelTask[] {
    this.#tasks ??= [...this.items, ...this.#members.values()].flatMap(({ tasks }) => tasks);
    return this.#tasks;
  }

  /** The addresses that a part reaches, or writes for others to reach. */
  endpointsOf(part: DefinitionPart): readonly ModelEndpoint[] {
    this.#addressNames ??= new Set(this.all.flatMap(({ addressNames }) => addressNames));
    return part.endpointsBy(this.#addressNames);
  }

  /** The part that a pointer leads into; undefined where there is none. */
  partAt(pointer: string): DefinitionPart | undefined {
    const item = pointer.startsWith('/do/') ? this.items[Number.parseInt(pointer.slice(4), 10)] : undefined;
    if (item !== undefined) return item;
    const end = pointer.indexOf('/', 1);
    return this.#members.get(end < 0 ? pointer : pointer.slice(0, end)) ?? this.#members.get('');
  }

  /** The task of a reference; undefined where there is none. */
  taskAt(reference: string): ModelTask | undefined {
    return this.partAt(reference)?.taskAt(reference);
  }

  /** The text at a pointer; undefined where none stands there. */
  textAt(pointer: string): ModelText | undefined {
    return this.partAt(pointer)?.textAt(pointer);
  }

  /** The tasks of the list that a pointer names; none where it names no list of tasks. */
  listAt(scope: string): readonly ModelTask[] {
    if (scope !== '/do') return this.partAt(scope)?.lists.get(scope) ?? [];
    this.#mainList ??= this.items.flatMap(({ tasks }) => tasks.filter(({ scope }) => scope === '/do'));
    return this.#mainList;
  }
}

/** What a part is made of beside its node: the position or key of that, and what its calls may name. */
interface PartKey {
  readonly key: number | string;
  readonly use: Json | undefined;
}

/** Parts whose nodes are still those of the check before, after an edit elsewhere (see `reparse`). */
const knownParts = new WeakMap<SourceNode, PartKey & { readonly part: DefinitionPart }>();

function known(node: SourceNode, { key, use }: PartKey, make: () => DefinitionPart): DefinitionPart {
  const before = knownParts.get(node);
  if (before !== undefined && before.key === key && before.use === use) return before.part;
  const part = make();
  knownParts.set(node, { key, use, part });
  return part;
}

type Functions = ReadonlyMap<string, TaskEntry>;

function itemPart(node: SourceNode, index: number, functions: Functions): DefinitionPart {
  const tasks = resolveTasks(walkItem(node.value, index), functions);
  return new DefinitionPart(`/do/${index}`, { node, path: ['do', String(index)] }, tasks);
}

function memberPart({ key, node }: SourceEntry, tasks: readonly TaskEntry[], functions: Functions): DefinitionPart {
  return new DefinitionPart(joinPointer('', key), { node, path: [key] }, resolveTasks(tasks, functions));
}
