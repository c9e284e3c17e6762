import type { Policy } from '../../policy/policy.ts';
import type { SourceDocument } from '../../workflow/document.ts';
import { meantWorkflow, statedName, type WorkflowName } from '../../workflow/workflowName.ts';
import { DefinitionParts } from '../definitionParts.ts';

/** A definition that data is followed through. */
export interface FlowParts {
  readonly document: SourceDocument;
  readonly policy: Policy;
  readonly definition: DefinitionParts;
  /** A workflow that may be run; null where it is not at hand, or too many were asked for. */
  readonly findWorkflow: (name: WorkflowName) => FlowParts | null;
}

type OwnParts = Omit<FlowParts, 'findWorkflow'>;

/** Most times that other workflows are followed into for one check. */
const maxFollowed = 50;

/** A definition with the workflows that it may run. */
export function flowParts(own: OwnParts, workflows: readonly SourceDocument[]): FlowParts {
  return { ...own, findWorkflow: finder(own, workflows) };
}

/** Looks workflows up by the names that they state. A workflow may run itself; of two that state the same name, it counts. */
function finder(own: OwnParts, workflows: readonly SourceDocument[]): FlowParts['findWorkflow'] {
  const { policy } = own;
  const known = new Map<SourceDocument, FlowParts>();
  let named: readonly (WorkflowName & { readonly document: SourceDocument })[] | null = null;
  let followed = 0;
  const find = (wanted: WorkflowName): FlowParts | null => {
    followed += 1;
    if (followed > maxFollowed) return null;
    named ??= [own.document, ...workflows].flatMap((document) => {
      const name = statedName(document.value);
      return name === null ? [] : [{ ...name, document }];
    });
    const found = meantWorkflow(named, wanted);
    if (found === null) return null;
    const { document } = found;
    let parts = known.get(document);
    if (parts === undefined) {
      const definition = document === own.document ? own.definition : new DefinitionParts(document);
      parts = { document, policy, definition, findWorkflow: find };
      known.set(document, parts);
    }
    return parts;
  };
  return find;
}
