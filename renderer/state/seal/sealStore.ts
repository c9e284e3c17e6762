import type { z } from 'zod';
import { create } from 'zustand';
import type { AppError } from '../../../shared/base/appError.ts';
import type { Result } from '../../../shared/base/result.ts';
import type {
  bundlePreviewSchema,
  bundleResultSchema,
  verificationSchema,
} from '../../../shared/contract/bundleMethods.ts';
import { call } from '../../platform/bridge.ts';
import { workflowOf } from '../documents/companions.ts';
import { isUnsaved, type OpenDocument, useDocuments } from '../documents/documentsStore.ts';
import { refreshEntries } from '../documents/reading.ts';
import { save } from '../documents/saving.ts';
import { notify, notifyError } from '../notifications/notificationsStore.ts';

/** What would be sealed. */
export type BundlePreview = z.infer<typeof bundlePreviewSchema>;
/** What was sealed. */
export type BundleResult = z.infer<typeof bundleResultSchema>;
/** What a check of a bundle said. */
export type Verification = z.infer<typeof verificationSchema>;

interface SealState {
  readonly preview: BundlePreview | null;
  /** Why the preview no longer holds, or null. */
  readonly voided: string | null;
  readonly result: BundleResult | null;
  readonly verification: Verification | null;
  readonly busy: boolean;
}

/** Sealing: what would go out, what went out, and what a check said. */
export const useSeal = create<SealState>(() => ({
  preview: null,
  voided: null,
  result: null,
  verification: null,
  busy: false,
}));

/** A login at a team server: a user name, and the name of the secret that is its password. An empty secret is no login. */
export interface NamedLogin {
  readonly username: string;
  readonly secret: string;
}

/** No login. */
export const noLogin: NamedLogin = { username: '', secret: '' };

/** Whether nothing of a login is missing. */
export const isComplete = ({ username, secret }: NamedLogin): boolean => secret === '' || username !== '';

const given = (login: NamedLogin) => (login.secret === '' ? {} : { login });

async function working<T>(work: () => Promise<Result<T, AppError>>): Promise<T | null> {
  useSeal.setState({ busy: true });
  const outcome = await work();
  useSeal.setState({ busy: false });
  if (outcome.ok) return outcome.value;
  if (outcome.error.code === 'conflict') voidPreview('What would be sealed has changed. Preview it again.');
  // The person said no, e.g. in the system's own question before a connection: that is no failure.
  if (outcome.error.code === 'cancelled') notify('info', outcome.error.message);
  else notifyError(outcome.error);
  return null;
}

/** Whether a document goes into the bundle of a workflow: it is that, or one of its scenarios or stubs. */
function goesAlong(path: string, workflow: string): boolean {
  return path === workflow || workflowOf(path, useDocuments.getState().entries) === workflow;
}

/** Saves the workflow and what goes along with it where they have changes, and shows what would be sealed. */
export async function previewBundle(path: string): Promise<void> {
  const edited = Object.values(useDocuments.getState().open).filter(isUnsaved);
  for (const document of edited.filter((one) => goesAlong(one.path, path))) {
    if (!(await save(document.path))) return;
  }
  const preview = await working(() => call('bundle.preview', { path }));
  if (preview !== null) useSeal.setState({ preview, voided: null, result: null });
}

/** Makes the preview void: what it showed is not what would be sealed. */
export function voidPreview(reason: string): void {
  if (useSeal.getState().preview !== null) useSeal.setState({ voided: reason });
}

/** Voids the preview as soon as something in it is edited or saved anew; the function that comes back stops it. */
export function startVoidingPreviews(): () => void {
  return useDocuments.subscribe(({ open }, before) => {
    const { preview, voided } = useSeal.getState();
    if (preview === null || voided !== null || open === before.open) return;
    const isAnother = ({ path, revision, text, saved }: OpenDocument): boolean =>
      text !== saved ||
      revision !== (path === preview.path ? preview.revision : (before.open[path]?.revision ?? revision));
    const edited = Object.values(open).find((one) => goesAlong(one.path, preview.path) && isAnother(one));
    if (edited === undefined) return;
    const name = edited.path === preview.path ? 'The workflow' : edited.path;
    voidPreview(`${name} was edited after this preview. Preview it again to seal what it is now.`);
  });
}

function current(): BundlePreview | null {
  const { preview, voided } = useSeal.getState();
  return voided === null ? preview : null;
}

/** Seals the previewed revision to a file or folder that the person picks. */
export async function exportBundle(as: 'file' | 'folder'): Promise<void> {
  const preview = current();
  if (preview === null) return;
  const { path, revision } = preview;
  const result = await working(() => call('bundle.export', { path, revision, as }));
  if (result !== null) useSeal.setState({ result });
}

/** Seals the previewed revision and sends it to a team server. */
export async function pushBundle(reference: string, login: NamedLogin = noLogin): Promise<void> {
  const preview = current();
  if (preview === null) return;
  const { path, revision } = preview;
  const result = await working(() => call('bundle.push', { path, revision, reference, ...given(login) }));
  if (result !== null) useSeal.setState({ result });
}

/** Checks a bundle that the person picks. */
export async function verifyBundle(as: 'file' | 'folder'): Promise<void> {
  const verification = await working(() => call('bundle.verify', { as }));
  if (verification !== null) useSeal.setState({ verification });
}

/** Fetches a bundle from a team server, checks it and takes its definition in. */
export async function pullBundle(reference: string, login: NamedLogin = noLogin): Promise<void> {
  const pulled = await working(() => call('bundle.pull', { reference, ...given(login) }));
  if (pulled === null) return;
  useSeal.setState({ verification: pulled.verification });
  await refreshEntries();
}

/** Stops what is under way with a team server. */
export async function cancelTransfer(): Promise<void> {
  const cancelled = await call('bundle.cancel', {});
  if (!cancelled.ok) notifyError(cancelled.error);
}
