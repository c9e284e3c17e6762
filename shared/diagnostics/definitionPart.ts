import type { SourceNode } from '../workflow/document.ts';
import type { CheckedPart } from './checkedPart.ts';
import { commandCode } from './commandCode.ts';
import type { FollowedTask } from './flow/taskRecord.ts';
import { KeyIndex } from './keyIndex.ts';
import { addressName, dataAddressesIn, endpointsIn, isDataAddress, type ModelEndpoint } from './modelEndpoints.ts';
import type { ModelExpression } from './modelExpressions.ts';
import type { ModelTask } from './modelTask.ts';
import type { ModelTemplate } from './modelTemplates.ts';
import { collectTexts, type ModelText, type TextRoot } from './modelText.ts';
import { type SecretRead, secretReads } from './secretReads.ts';
import { mayLead, namedTargets } from './taskTargets.ts';

/**
 * An item of `do`, or another member at the top of a definition, with everything in it, in the order of the text. The same
 * part stays the same object while an edit elsewhere leaves it as it is.
 */
export class DefinitionPart {
  readonly node: SourceNode;
  /** JSON Pointer of the node. */
  readonly pointer: string;
  /** Its tasks, parents first. */
  readonly tasks: readonly ModelTask[];
  /** Every string. */
  readonly texts: readonly ModelText[];
  /** Every runtime expression. */
  readonly expressions: readonly ModelExpression[];
  /** Every template of a house action. */
  readonly templates: readonly ModelTemplate[];
  /** Every address that it reaches; see `endpointsBy` for those that others reach. */
  readonly endpoints: readonly ModelEndpoint[];
  /** What the check before found in it, for the next one. */
  checked: CheckedPart | null = null;
  /** What came of following its task at the check before. */
  followed: FollowedTask | null = null;
  readonly #tasksAt: KeyIndex<ModelTask>;
  readonly #textsAt: KeyIndex<ModelText>;
  #lists: ReadonlyMap<string, readonly ModelTask[]> | null = null;
  #addressNames: readonly string[] | null = null;
  #dataAddresses: readonly ModelText[] | null = null;
  #named: { readonly texts: readonly ModelText[]; readonly endpoints: readonly ModelEndpoint[] } | null = null;
  #code: ReadonlySet<string> | null = null;
  #leading: readonly ModelTask[] | null = null;
  #naming: readonly ModelText[] | null = null;
  #secretReads: readonly SecretRead[] | null = null;

  constructor(pointer: string, root: TextRoot, tasks: readonly ModelTask[]) {
    this.pointer = pointer;
    this.node = root.node;
    this.tasks = tasks;
    this.#tasksAt = new KeyIndex(tasks, referenceOf);
    this.texts = collectTexts(root, (reference) => this.taskAt(reference));
    this.#textsAt = new KeyIndex(this.texts, pointerOf);
    const expressions: ModelExpression[] = [];
    const templates: ModelTemplate[] = [];
    const endpoints: ModelEndpoint[] = [];
    for (const text of this.texts) {
      if (text.expression !== null) expressions.push(text.expression);
      if (text.template !== null) templates.push(text.template);
      for (const endpoint of endpointsIn(text)) endpoints.push(endpoint);
    }
    this.expressions = expressions;
    this.templates = templates;
    this.endpoints = endpoints;
  }

  /** The task of a reference; undefined where it is none of this part. */
  taskAt(reference: string): ModelTask | undefined {
    return this.#tasksAt.get(reference);
  }

  /** The text at a pointer; undefined where none of this part stands there. */
  textAt(pointer: string): ModelText | undefined {
    return this.#textsAt.get(pointer);
  }

  /** The tasks of each list, by its pointer; the functions of `use` are one. */
  get lists(): ReadonlyMap<string, readonly ModelTask[]> {
    this.#lists ??= Map.groupBy(this.tasks, ({ scope }) => scope);
    return this.#lists;
  }

  /** Names of data that its addresses begin with. */
  get addressNames(): readonly string[] {
    this.#addressNames ??= this.expressions.flatMap((expression) => addressName(expression) ?? []);
    return this.#addressNames;
  }

  /**
   * Its endpoints, and the addresses that it writes into data under names that addresses of any part begin with:
   * `set: { base: "https://…" }`, and later `endpoint: ${ .base + "/orders" }`. The same list while those are the same.
   */
  endpointsBy(names: ReadonlySet<string>): readonly ModelEndpoint[] {
    this.#dataAddresses ??= filtered(this.texts, isDataAddress);
    if (this.#dataAddresses.length === 0 || names.size === 0) return this.endpoints;
    const texts = this.#dataAddresses.filter(({ path }) => names.has(path[path.length - 1] ?? ''));
    if (texts.length === 0) return this.endpoints;
    const isSame =
      this.#named?.texts.length === texts.length && texts.every((text) => this.#named?.texts.includes(text));
    if (this.#named === null || !isSame) {
      this.#named = { texts, endpoints: [...this.endpoints, ...texts.flatMap(dataAddressesIn)] };
    }
    return this.#named.endpoints;
  }

  /** Whether a shell or another interpreter reads a text as code. */
  isCode({ pointer }: ModelText): boolean {
    this.#code ??= commandCode(this.tasks);
    return this.#code.size > 0 && this.#code.has(pointer);
  }

  /** Tasks that lead to others by their names. */
  get leading(): readonly ModelTask[] {
    this.#leading ??= filtered(this.tasks, (task) => mayLead(task) && namedTargets(task).length > 0);
    return this.#leading;
  }

  /** Texts that may name something that `use` declares. */
  get naming(): readonly ModelText[] {
    this.#naming ??= filtered(this.texts, isNaming);
    return this.#naming;
  }

  /** Where its expressions read `$secrets`. */
  get secretReads(): readonly SecretRead[] {
    this.#secretReads ??= this.expressions.flatMap(secretReads);
    return this.#secretReads;
  }
}

function referenceOf({ reference }: ModelTask): string {
  return reference;
}

function pointerOf({ pointer }: ModelText): string {
  return pointer;
}

const none: readonly never[] = [];

/** What of a list fits; most parts have nothing of a kind, and share that. */
function filtered<T>(things: readonly T[], fits: (thing: T) => boolean): readonly T[] {
  return things.some(fits) ? things.filter(fits) : none;
}

function isNaming({ path, isData, task }: ModelText): boolean {
  const key = path[path.length - 1] ?? '';
  if (isData || !namingKeys.has(key)) return false;
  // Most calls name a protocol or an action, which nobody declares.
  return key !== 'call' || task === null || task.target?.kind === 'function';
}

/** Keys behind which names stand of what `use` declares. */
const namingKeys: ReadonlySet<string> = new Set(['call', 'error', 'retry', 'timeout', 'use']);
