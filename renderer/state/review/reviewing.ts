import type { Revision } from '../../../shared/contract/documentMethods.ts';
import { call } from '../../platform/bridge.ts';
import { reviewLanguage } from '../../platform/language.ts';
import { openDocument, useDocuments } from '../documents/documentsStore.ts';
import { openBehind } from '../documents/reading.ts';
import { contextOf } from '../findings/checkContext.ts';
import { checkTerms } from '../findings/checkTerms.ts';
import { useFindings } from '../findings/findingsStore.ts';
import { notifyError } from '../notifications/notificationsStore.ts';
import { useSettings } from '../settings/settingsStore.ts';
import { type Baseline, type LastSeal, useReview } from './reviewStore.ts';

/** Milliseconds of rest after which a changed text is reviewed. */
export const reviewRest = 300;

/** What came after: an answer to an earlier question counts no more. */
let latest = 0;

/** Reads what there is to compare a workflow with, and reviews it against the last seal, or what is nearest to one. */
export async function startReview(path: string): Promise<void> {
  latest += 1;
  const asked = latest;
  const [sealed, listed, isOpen] = await Promise.all([
    call('bundle.lastSeal', { path }),
    call('document.revisions', { path }),
    openBehind(path),
  ]);
  if (asked !== latest || !isOpen) return;
  const lastSeal = sealed.ok ? sealed.value : null;
  const revisions = listed.ok ? listed.value : [];
  const known = useReview.getState();
  const isSame = known.path === path && known.lastSeal?.manifest === lastSeal?.manifest;
  const baseline = isSame ? known.baseline : usualBaseline(lastSeal, revisions, openDocument(path)?.revision ?? null);
  useReview.setState({ path, lastSeal, revisions, ...(!isSame && { review: null, before: null, failure: null }) });
  await chooseBaseline(baseline);
}

/** The sealed revision; before the first seal the revision before the newest one, or that where there is no other. */
function usualBaseline(
  lastSeal: LastSeal | null,
  revisions: readonly Revision[],
  newest: string | null,
): Baseline | null {
  const digest = lastSeal?.revision ?? revisions.find((one) => one.digest !== newest)?.digest ?? newest;
  return digest === null ? null : { kind: 'revision', digest };
}

/** Reviews against another text. */
export async function chooseBaseline(baseline: Baseline | null): Promise<void> {
  const { path } = useReview.getState();
  latest += 1;
  const asked = latest;
  if (path === null) return;
  if (baseline === null) {
    useReview.setState({ baseline, before: null, review: null });
    return;
  }
  const read =
    baseline.kind === 'disk'
      ? await call('folder.readDisk', { path })
      : await call('document.readRevision', { path, digest: baseline.digest });
  if (asked !== latest) return;
  if (!read.ok) {
    notifyError(read.error);
    return;
  }
  useReview.setState({ baseline, before: read.value.text });
  await review();
}

/** Compares the text of the moment. */
export async function review(): Promise<void> {
  const { path, before } = useReview.getState();
  const document = path === null ? null : openDocument(path);
  if (document === null || before === null) return;
  latest += 1;
  const asked = latest;
  const { kind, text } = document;
  const reviewed = { path: document.path, kind, text };
  const context = await contextOf(reviewLanguage(), reviewed, before);
  if (asked !== latest) return;
  const question = { ask: 'review' as const, document: reviewed, before, ...checkTerms(), context };
  const answer = await reviewLanguage().ask<'review'>(question);
  if (asked !== latest) return;
  if (!answer.ok) useReview.setState({ failure: answer.error.message });
  else if (answer.value === null) useReview.setState({ review: null, failure: 'One of the two texts cannot be read.' });
  else useReview.setState({ review: answer.value, text, failure: null });
}

/** Reviews anew whenever the text, the policy, the runtime or what lies around changes; the function that comes back stops it. */
export function followReview(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void review(), reviewRest);
  };
  const stopText = useDocuments.subscribe(({ open }, before) => {
    const { path } = useReview.getState();
    if (path !== null && open[path]?.text !== before.open[path]?.text) again();
  });
  const stopFindings = useFindings.subscribe(({ policy, surroundings }, before) => {
    if (policy !== before.policy || surroundings !== before.surroundings) again();
  });
  const stopProfile = useSettings.subscribe(({ profile }, before) => {
    if (profile !== before.profile) again();
  });
  return () => {
    clearTimeout(timer);
    stopProfile();
    stopText();
    stopFindings();
  };
}
