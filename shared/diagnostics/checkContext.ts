import { parseDocument } from '../workflow/parseDocument.ts';
import type { ClassifiedField } from './flow/datasetPolicy.ts';
import type { CheckOptions } from './runRules.ts';

/** What lies around a definition, as plain data that can be handed to another process or thread. */
export interface CheckContext {
  /** Texts of the workflows that it runs, and of those that they run. */
  readonly workflows: readonly string[];
  /** Fields of the samples that its scenarios take their input from. */
  readonly fields: readonly ClassifiedField[];
}

/** Nothing around it. */
export const noContext: CheckContext = { workflows: [], fields: [] };

/** What a check takes of a context; a text that cannot be read is passed over. */
export function contextOptions({ workflows, fields }: CheckContext): Pick<CheckOptions, 'workflows' | 'fields'> {
  const documents = workflows.flatMap((text) => {
    const document = parseDocument(text);
    return document.ok ? [document.value] : [];
  });
  return { workflows: documents, fields };
}
