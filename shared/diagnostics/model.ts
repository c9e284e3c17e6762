import { isJsonObject, type JsonObject } from '../base/json.ts';
import type { Policy } from '../policy/policy.ts';
import type { Range, SourceDocument } from '../workflow/document.ts';
import { type TaskEntry, walkTasks } from '../workflow/tasks.ts';
import { type CallTarget, callTargetOf } from './callTarget.ts';
import { collectEndpoints, type ModelEndpoint } from './modelEndpoints.ts';
import { collectExpressions, type ModelExpression } from './modelExpressions.ts';
import { collectTexts, type ModelText, rangeInText } from './modelText.ts';

/** A task with what its call reaches. */
export interface ModelTask extends TaskEntry {
  readonly target: CallTarget | null;
}

/** What rules see: everything that is known of one document, built once. */
export interface DocumentModel {
  readonly document: SourceDocument;
  readonly policy: Policy;
  /** `use` of the definition; empty where there is none. */
  readonly use: JsonObject;
  /** Every task in the order of execution. */
  readonly tasks: readonly ModelTask[];
  readonly tasksByReference: ReadonlyMap<string, ModelTask>;
  /** Every string of the definition. */
  readonly texts: readonly ModelText[];
  /** Every runtime expression, parsed. */
  readonly expressions: readonly ModelExpression[];
  /** Every address that the definition reaches. */
  readonly endpoints: readonly ModelEndpoint[];
  /** Where a node stands: its value, or its key where `key` says so and it has one. */
  rangeOf(pointer: string, part?: 'key' | 'value'): Range;
  /** Where a stretch of a text's value stands in the document. */
  rangeIn(text: ModelText, part: Range): Range;
}

/** Builds the model of a document; what is malformed is passed over. */
export function buildModel(document: SourceDocument, policy: Policy): DocumentModel {
  const entries = walkTasks(document.value);
  const functions = new Map(entries.filter(({ scope }) => scope === '/use/functions').map((task) => [task.name, task]));
  const tasks = entries.map((entry) => ({ ...entry, target: callTargetOf(entry.task, functions) }));
  const tasksByReference = new Map(tasks.map((task) => [task.reference, task]));
  const texts = collectTexts(document, tasks);
  const expressions = collectExpressions(texts, tasks);
  const use = isJsonObject(document.value) ? document.value.use : undefined;
  return {
    document,
    policy,
    use: use !== undefined && isJsonObject(use) ? use : {},
    tasks,
    tasksByReference,
    texts,
    expressions,
    endpoints: collectEndpoints(texts, expressions, tasksByReference),
    rangeOf(pointer, part = 'value') {
      const location = document.locate(pointer);
      if (location === null) return { start: 0, end: 0 };
      return part === 'key' ? (location.key ?? location.value) : location.value;
    },
    rangeIn: (text, part) => rangeInText(document, text, part),
  };
}
