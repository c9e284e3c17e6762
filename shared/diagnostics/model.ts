import { isJsonObject, type JsonObject } from '../base/json.ts';
import type { Policy } from '../policy/policy.ts';
import type { Range, SourceDocument } from '../workflow/document.ts';
import { type DataFlow, dataFlow } from './flow/dataFlow.ts';
import { type ModelEndpoint, namedEndpoints } from './modelEndpoints.ts';
import type { ModelExpression } from './modelExpressions.ts';
import { partsOf } from './modelParts.ts';
import type { ModelTask } from './modelTask.ts';
import type { ModelTemplate } from './modelTemplates.ts';
import { type ModelText, rangeInText } from './modelText.ts';

/** What rules see: everything that is known of one document, built once. */
export interface DocumentModel {
  readonly document: SourceDocument;
  readonly policy: Policy;
  /** `use` of the definition; empty where there is none. */
  readonly use: JsonObject;
  /** Every task, parents first. */
  readonly tasks: readonly ModelTask[];
  readonly tasksByReference: ReadonlyMap<string, ModelTask>;
  /** Every string of the definition. */
  readonly texts: readonly ModelText[];
  /** Every runtime expression, parsed. */
  readonly expressions: readonly ModelExpression[];
  /** Every template of a house action, parsed. */
  readonly templates: readonly ModelTemplate[];
  /** Every address that the definition reaches. */
  readonly endpoints: readonly ModelEndpoint[];
  /** How data moves through the definition, from where it comes to where it leaves. */
  readonly flow: DataFlow;
  /** Where a node stands: its value, or its key where `part` says so and it has one. */
  rangeOf(pointer: string, part?: 'key' | 'value'): Range;
  /** Where a stretch of a text's value stands in the document. */
  rangeIn(text: ModelText, part: Range): Range;
}

/** What is at hand beside the document. */
export interface ModelContext {
  /** Other workflows of the set that is checked: data is followed into those that this one runs. */
  readonly workflows?: readonly SourceDocument[];
}

/** Builds the model of a document; what is malformed is passed over. */
export function buildModel(document: SourceDocument, policy: Policy, context: ModelContext = {}): DocumentModel {
  const parts = partsOf(document, policy, context.workflows);
  const { tasks, texts, expressions, templates, endpoints } = parts;
  const use = isJsonObject(document.value) ? document.value.use : undefined;
  return {
    document,
    policy,
    use: use !== undefined && isJsonObject(use) ? use : {},
    tasks,
    tasksByReference: new Map(tasks.map((task) => [task.reference, task])),
    texts,
    expressions,
    templates,
    endpoints: [...endpoints, ...namedEndpoints(texts, expressions)],
    flow: dataFlow(parts),
    rangeOf(pointer, part = 'value') {
      const location = document.locate(pointer);
      if (location === null) return { start: 0, end: 0 };
      return part === 'key' ? (location.key ?? location.value) : location.value;
    },
    rangeIn: (text, part) => rangeInText(document, text, part),
  };
}
