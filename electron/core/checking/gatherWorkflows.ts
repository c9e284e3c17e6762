import { definitionReads } from '../../../shared/simulation/definitionReads.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';
import { mayBeMeant, statedName, type WorkflowName } from '../../../shared/workflow/workflowName.ts';
import type { Surroundings } from '../rehearsal/gatherTexts.ts';

/** Most workflows that one check is given, and most UTF-16 units that they have together. */
const maxWorkflows = 50;
const maxLength = 4 * 1024 * 1024;
/** How deep workflows that run each other are followed, and most names of one depth that are looked for. */
const maxDepth = 4;
const maxNames = 200;

/**
 * Texts of the workflows of these names, and of those that they run in turn. One that is not there, or is over a bound, is
 * left out: a check says what it did not follow.
 */
export async function gatherWorkflows(
  names: readonly WorkflowName[],
  { findWorkflows }: Pick<Surroundings, 'findWorkflows'>,
): Promise<readonly string[]> {
  const texts = new Map<string, string>();
  let left = maxLength;
  let wanted = names.slice(0, maxNames);
  for (let depth = 0; wanted.length > 0 && depth < maxDepth; depth += 1) {
    const asked = wanted;
    const found = await findWorkflows((text) => asked.some(({ name }) => text.includes(name)));
    const next: WorkflowName[] = [];
    for (const text of found.ok ? found.value : []) {
      const document = parseDocument(text);
      const name = document.ok ? statedName(document.value.value) : null;
      if (!document.ok || name === null || !asked.some((one) => mayBeMeant(one, name))) continue;
      const key = JSON.stringify([name.namespace, name.name, name.version]);
      if (texts.has(key) || texts.size === maxWorkflows || text.length > left) continue;
      texts.set(key, text);
      left -= text.length;
      next.push(...definitionReads(document.value.value).workflows);
    }
    wanted = next.slice(0, maxNames);
  }
  return [...texts.values()];
}
