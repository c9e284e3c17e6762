import { isJsonObject } from '../base/json.ts';
import type { Policy } from '../policy/policy.ts';
import type { SourceDocument } from '../workflow/document.ts';
import { type DefinitionParts, definitionParts } from './definitionParts.ts';
import type { FlowParts } from './flow/flowParts.ts';
import type { WorkflowName } from './flow/foreignShape.ts';

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
  return { ...ownParts(document, policy), findWorkflow: finder(workflows, policy) };
}

function ownParts(document: SourceDocument, policy: Policy): Omit<ModelParts, 'findWorkflow'> {
  return { document, policy, ...definitionParts(document) };
}

/** Looks workflows up by the names that they give themselves; `latest` is one that is there in one version only. */
function finder(workflows: readonly SourceDocument[], policy: Policy): FlowParts['findWorkflow'] {
  const known = new Map<SourceDocument, FlowParts>();
  let followed = 0;
  const find = (wanted: WorkflowName): FlowParts | null => {
    followed += 1;
    const found = followed > maxFollowed ? [] : workflows.filter((document) => isNamed(document, wanted));
    const [document] = found;
    if (document === undefined || found.length > 1) return null;
    const parts = known.get(document) ?? { ...ownParts(document, policy), findWorkflow: find };
    known.set(document, parts);
    return parts;
  };
  return find;
}

function isNamed({ value }: SourceDocument, { namespace, name, version }: WorkflowName): boolean {
  const header = isJsonObject(value) ? value.document : undefined;
  if (header === undefined || !isJsonObject(header)) return false;
  if (header.namespace !== namespace || header.name !== name) return false;
  return version === 'latest' || header.version === version;
}
