import type { DocumentEntry } from '../../../shared/contract/documentMethods.ts';
import { call } from '../../platform/bridge.ts';
import { language } from '../../platform/language.ts';
import { useDatasets } from '../datasets/datasetsStore.ts';
import { type OpenDocument, openDocument, useDocuments } from '../documents/documentsStore.ts';
import { useSettings } from '../settings/settingsStore.ts';
import { contextOf, forgetContexts } from './checkContext.ts';
import { checkTerms } from './checkTerms.ts';
import { isSameFinding, useFindings } from './findingsStore.ts';

/** Milliseconds of rest after which a changed text is checked. */
export const checkRest = 40;

const waiting = new Set<string>();
const running = new Set<string>();
let timer: ReturnType<typeof setTimeout> | null = null;

function keepAnswer(path: string, change: Partial<ReturnType<typeof checkedBefore>>): void {
  useFindings.setState(({ byPath, selected }) => {
    const after = { ...checkedBefore(path), ...change };
    const again = after.findings.map((finding) => ({ path, finding })).find((one) => isSameFinding(one, selected));
    return {
      byPath: { ...byPath, [path]: after },
      selected: selected?.path === path ? (again ?? null) : selected,
    };
  });
}

function checkedBefore(path: string) {
  return useFindings.getState().byPath[path] ?? { findings: [], text: '', failure: null };
}

async function check({ path, kind, text }: OpenDocument): Promise<void> {
  running.add(path);
  const document = { path, kind, text };
  const context = await contextOf(language(), document);
  const answer = await language().ask<'check'>({ ask: 'check', document, ...checkTerms(), context });
  running.delete(path);
  if (openDocument(path) === null) return;
  if (answer.ok) keepAnswer(path, { findings: answer.value, text, failure: null });
  else keepAnswer(path, { failure: answer.error.message });
}

/** One check of a document at a time: the text of the moment it starts counts, and what came between is skipped. */
async function checkWaiting(): Promise<void> {
  timer = null;
  for (const path of [...waiting]) {
    if (running.has(path)) continue;
    waiting.delete(path);
    const document = openDocument(path);
    if (document !== null) void check(document).then(() => waiting.has(path) && schedule(path));
  }
}

function schedule(path: string): void {
  waiting.add(path);
  if (timer !== null) clearTimeout(timer);
  timer = setTimeout(() => void checkWaiting(), checkRest);
}

/** Reads the policy in force and checks every open document against it. */
export async function loadPolicy(): Promise<void> {
  const read = await call('policy.read', {});
  if (!read.ok) return;
  useFindings.setState({ policy: read.value.policy });
  checkAll();
}

function checkAll(): void {
  for (const path of Object.keys(useDocuments.getState().open)) schedule(path);
}

function policyRevision(entries: readonly DocumentEntry[]): string | null | undefined {
  return entries.find((entry) => entry.kind === 'policy')?.revision;
}

/** What there is beside a document that its check may depend on. */
function neighbours(entries: readonly DocumentEntry[]): string {
  return entries.map(({ path, revision }) => `${path} ${revision}`).join('\n');
}

function checkAround(): void {
  forgetContexts();
  useFindings.setState(({ surroundings }) => ({ surroundings: surroundings + 1 }));
  checkAll();
}

function forget(path: string): void {
  useFindings.setState(({ byPath, selected }) => {
    const { [path]: _gone, ...others } = byPath;
    return { byPath: others, selected: selected?.path === path ? null : selected };
  });
}

/** Checks documents as they are opened and changed; the function that comes back stops it. */
export function startChecking(): () => void {
  forgetContexts();
  const stopProfile = useSettings.subscribe(({ profile }, before) => {
    if (profile !== before.profile) checkAll();
  });
  const stopDatasets = useDatasets.subscribe(({ list }, before) => {
    if (list !== before.list) checkAround();
  });
  const stopDocuments = useDocuments.subscribe(({ open, entries }, before) => {
    if (entries !== before.entries && neighbours(entries) !== neighbours(before.entries)) checkAround();
    if (before.entries.length > 0 && policyRevision(entries) !== policyRevision(before.entries)) void loadPolicy();
    if (open === before.open) return;
    for (const { path, text } of Object.values(open)) if (before.open[path]?.text !== text) schedule(path);
    for (const path of Object.keys(before.open)) if (open[path] === undefined) forget(path);
  });
  return () => {
    stopProfile();
    stopDatasets();
    stopDocuments();
  };
}
