import type { Policy } from '../policy/policy.ts';
import type { SourceDocument } from '../workflow/document.ts';
import { meantWorkflow, statedName, type WorkflowName } from '../workflow/workflowName.ts';
import { type DefinitionParts, definitionParts } from './definitionParts.ts';
import type { FlowParts } from './flow/flowParts.ts';

/** Most times that other workflows are followed into for one check. */
const maxFollowed = 50;

/** The parts of a definition, and what data flows through. */
export interface ModelParts extends FlowParts, DefinitionParts {}

/** The parts of a definition that data flows through; `workflows` are those that it may run. */
export function partsOf(
  document: SourceDocument,
  policy: Policy,
  workflows: readonly SourceDocument[] = [],
): ModelParts {
  const own = ownParts(document, policy);
  return { ...own, findWorkflow: finder(own, workflows) };
}

function ownParts(document: SourceDocument, policy: Policy): Omit<ModelParts, 'findWorkflow'> {
  return { document, policy, ...definitionParts(document) };
}

/** Looks workflows up by the names that they state. A workflow may run itself; of two that state the same name, it counts. */
function finder(
  own: Omit<ModelParts, 'findWorkflow'>,
  workflows: readonly SourceDocument[],
): FlowParts['findWorkflow'] {
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
    const parts = known.get(document) ?? {
      ...(document === own.document ? own : ownParts(document, own.policy)),
      findWorkflow: find,
    };
    known.set(document, parts);
    return parts;
  };
  return find;
}
