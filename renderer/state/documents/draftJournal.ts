import type { Result } from '../../../shared/base/result.ts';
import { call } from '../../platform/bridge.ts';
import { notifyError } from '../notifications/notificationsStore.ts';
import { isUnsaved, type OpenDocument, openDocument, useDocuments } from './documentsStore.ts';

/** Milliseconds of rest after which what was typed is journalled. */
export const draftRest = 400;
/** Milliseconds after which it is journalled in any case: at most a second of typing is ever lost. */
export const draftLimit = 900;

interface Pending {
  readonly firstAt: number;
  readonly timer: ReturnType<typeof setTimeout>;
}

const pending = new Map<string, Pending>();

async function writeDraft(document: OpenDocument): Promise<void> {
  const { path, text, revision } = document;
  const written: Result<unknown> =
    text === document.saved && revision !== null
      ? await call('document.discardDraft', { path })
      : await call('document.draft', { path, text, base: revision });
  if (!written.ok && written.error.code !== 'not-found') notifyError(written.error);
}

function settle(path: string): void {
  const waiting = pending.get(path);
  if (waiting !== undefined) clearTimeout(waiting.timer);
  pending.delete(path);
}

/** Journals one document now, where something waits to be. */
export async function flushDraft(path: string): Promise<void> {
  if (!pending.has(path)) return;
  settle(path);
  const document = openDocument(path);
  if (document !== null) await writeDraft(document);
}

/** Journals everything that waits: when the window loses focus, and before it closes. */
export async function flushDrafts(): Promise<void> {
  await Promise.all([...pending.keys()].map(flushDraft));
}

/** Drops what waits for a document that was saved, closed or removed. */
export function forgetDraft(path: string): void {
  settle(path);
}

function schedule(path: string, now: number): void {
  const firstAt = pending.get(path)?.firstAt ?? now;
  settle(path);
  const wait = Math.max(0, Math.min(draftRest, firstAt + draftLimit - now));
  pending.set(path, { firstAt, timer: setTimeout(() => void flushDraft(path), wait) });
}

/** Journals whatever is typed from now on; the function that comes back stops it. */
export function startDraftJournal(): () => void {
  return useDocuments.subscribe(({ open }, before) => {
    if (open === before.open) return;
    for (const document of Object.values(open)) {
      const earlier = before.open[document.path];
      if (earlier === undefined || earlier.text === document.text) continue;
      if (isUnsaved(document) || isUnsaved(earlier)) schedule(document.path, Date.now());
    }
  });
}
