import { language } from '../../platform/language.ts';
import { isUnsaved, openDocument, useDocuments } from '../documents/documentsStore.ts';
import { editDocument } from '../documents/editorPort.ts';
import { listItemEdit } from '../documents/listItemEdit.ts';
import { create } from '../documents/managing.ts';
import { openBehind } from '../documents/reading.ts';
import { save } from '../documents/saving.ts';
import type { PlacedFinding } from './findingsStore.ts';
import { askForWaiver } from './waiving.ts';

/** Where a workspace keeps its policy. */
export const policyPath = 'policy.yaml';

/** The lines of a waiver in a policy, as an item of its list: for this one finding, not for the whole rule. */
export function policyWaiverLines({ finding }: PlacedFinding, until: string, reason: string): readonly string[] {
  return [
    `- rule: ${finding.rule}`,
    `  reason: ${JSON.stringify(reason.trim().replace(/\s+/g, ' '))}`,
    `  until: ${until}`,
    `  fingerprint: ${finding.fingerprint}`,
  ];
}

async function addToPolicy(lines: readonly string[]): Promise<string | null> {
  const unread = `${policyPath} could not be read, so the waiver was not written.`;
  if (!(await openBehind(policyPath))) return unread;
  const document = openDocument(policyPath);
  if (document === null) return unread;
  const { kind, text } = document;
  const question = { ask: 'locate', document: { path: policyPath, kind, text }, pointer: '/waivers' } as const;
  const list = await language().ask<'locate'>(question);
  const edit = list.ok ? listItemEdit(text, 'waivers', list.value, lines) : null;
  if (edit === null) return `The waivers in ${policyPath} are not a list of lines: add this one there by hand.`;
  const wasUnsaved = isUnsaved(document);
  editDocument(policyPath, [edit]);
  if (wasUnsaved) return `Written into ${policyPath}, which has other changes: it holds once you save that.`;
  return (await save(policyPath)) ? null : `${policyPath} could not be saved, so the waiver does not hold yet.`;
}

/**
 * Waives a finding in the workspace's policy, for documents that cannot hold a comment; the policy is saved where the
 * waiver is its only change. Null where the waiver holds, otherwise what is left to do.
 */
export async function waiveByPolicy(placed: PlacedFinding, until: string, reason: string): Promise<string | null> {
  const lines = policyWaiverLines(placed, until, reason);
  const exists = useDocuments.getState().entries.some((entry) => entry.path === policyPath);
  if (!exists) {
    const { active } = useDocuments.getState();
    const text = `policy: 1\nwaivers:\n${lines.map((line) => `  ${line}\n`).join('')}`;
    if (!(await create(policyPath, text))) return `${policyPath} could not be created.`;
    useDocuments.setState({ active });
    askForWaiver(null);
    return null;
  }
  const left = await addToPolicy(lines);
  askForWaiver(null);
  return left;
}
