import type { Policy } from '../policy/policy.ts';
import type { SourceDocument } from '../workflow/document.ts';
import type { DefinitionPart } from './definitionPart.ts';
import { DefinitionParts } from './definitionParts.ts';
import { DataFlow } from './flow/dataFlow.ts';
import { flowParts } from './flow/flowParts.ts';
import type { ModelEndpoint } from './modelEndpoints.ts';
import type { ModelExpression } from './modelExpressions.ts';
import type { ModelTask } from './modelTask.ts';
import type { ModelTemplate } from './modelTemplates.ts';
import type { ModelText } from './modelText.ts';
import { Surroundings } from './surroundings.ts';

/** What a rule sees that looks at one thing at a time: the part of the definition around that, and no other. */
export class PartModel extends Surroundings {
  readonly part: DefinitionPart;
  /** Every address that the part reaches, or writes for others to reach. */
  readonly endpoints: readonly ModelEndpoint[];

  constructor({ document, policy, parts }: DocumentModel, part: DefinitionPart) {
    super(document, policy);
    this.part = part;
    this.endpoints = parts.endpointsOf(part);
  }

  /** The task of a reference; undefined where it is none of the part. */
  taskAt(reference: string): ModelTask | undefined {
    return this.part.taskAt(reference);
  }
}

/** What a rule sees that looks at the whole: everything that is known of one document. */
export class DocumentModel extends Surroundings {
  readonly document: SourceDocument;
  readonly parts: DefinitionParts;
  /** How data moves through the definition, from where it comes to where it leaves. */
  readonly flow: DataFlow;

  constructor(document: SourceDocument, policy: Policy, { workflows = [] }: ModelContext) {
    super(document, policy);
    this.document = document;
    this.parts = new DefinitionParts(document);
    this.flow = new DataFlow(flowParts({ document, policy, definition: this.parts }, workflows));
  }

  /** Every task: those of `do`, parents first, then those of extensions and functions. */
  get tasks(): readonly ModelTask[] {
    return this.parts.tasks;
  }

  /** Every string of the definition. */
  get texts(): readonly ModelText[] {
    return this.parts.all.flatMap(({ texts }) => texts);
  }

  /** Every runtime expression, parsed. */
  get expressions(): readonly ModelExpression[] {
    return this.parts.all.flatMap(({ expressions }) => expressions);
  }

  /** Every template of a house action, parsed. */
  get templates(): readonly ModelTemplate[] {
    return this.parts.all.flatMap(({ templates }) => templates);
  }

  /** Every address that the definition reaches. */
  get endpoints(): readonly ModelEndpoint[] {
    return this.parts.all.flatMap((part) => this.parts.endpointsOf(part));
  }

  /** The task of a reference; undefined where there is none. */
  taskAt(reference: string): ModelTask | undefined {
    return this.parts.taskAt(reference);
  }

  /** What a rule sees that looks at one thing of a part. */
  around(part: DefinitionPart): PartModel {
    return new PartModel(this, part);
  }
}

/** What is at hand beside the document. */
export interface ModelContext {
  /** Other workflows around it: data is followed into those that this one runs. */
  readonly workflows?: readonly SourceDocument[];
}

/** Builds the model of a document; what is malformed is passed over. */
export function buildModel(document: SourceDocument, policy: Policy, context: ModelContext = {}): DocumentModel {
  return new DocumentModel(document, policy, context);
}
