import { useEffect } from 'react';
import type { Review } from '../../../shared/diagnostics/meaning/review.ts';
import { CommandButton } from '../../commands/CommandButton.tsx';
import { workflowOf } from '../../state/documents/companions.ts';
import { useDocuments } from '../../state/documents/documentsStore.ts';
import { followReview, startReview } from '../../state/review/reviewing.ts';
import { useReview } from '../../state/review/reviewStore.ts';
import { useSeal } from '../../state/seal/sealStore.ts';
import { Banner } from '../../ui/Banner.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { FindingCounts } from './FindingCounts.tsx';
import { MeaningChanges } from './MeaningChanges.tsx';
import styles from './Review.module.css';
import { ReviewBar, useBaselineLabel } from './ReviewBar.tsx';
import { ReviewFindings } from './ReviewFindings.tsx';
import { WaiverTable } from './WaiverTable.tsx';

/** One sentence for the whole, read out whenever it changes. */
function verdict({ isSameText, isSameMeaning, changes }: Review): string {
  if (changes === null) return 'The text is not well-formed: mend it to see what changed in meaning.';
  if (isSameText) return 'Nothing has changed: the text is the same.';
  if (isSameMeaning) return 'It means the same: the layout alone differs.';
  return changes.length === 1 ? 'One change of meaning.' : `${changes.length} changes of meaning.`;
}

function Reviewed({ review, path }: { readonly review: Review; readonly path: string }) {
  const baseline = useBaselineLabel(path);
  const isSealed = useReview((state) => state.lastSeal !== null);
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <Banner mood={review.changes === null ? 'warning' : review.isSameMeaning ? 'success' : 'info'}>
          {verdict(review)}
        </Banner>
        {!isSealed && <p className={styles.quiet}>This workflow has not been sealed in this workspace yet.</p>}
      </div>
      <FindingCounts review={review} />
      <MeaningChanges review={review} baseline={baseline} />
      <ReviewFindings review={review} baseline={baseline} />
      <WaiverTable waivers={review.waivers} />
    </div>
  );
}

function Body({ path }: { readonly path: string }) {
  const { path: reviewed, review, failure, baseline, revisions } = useReview();
  if (reviewed !== path) return null;
  if (baseline === null && revisions.length === 0) {
    const save = <CommandButton command="document.save" variant="primary" />;
    return <EmptyState icon="history" title="There is no earlier text to compare with" action={save} />;
  }
  return (
    <>
      {failure !== null && <Banner mood="warning">{failure}</Banner>}
      {review === null ? (
        failure === null && <EmptyState icon="search" title="Comparing…" />
      ) : (
        <Reviewed review={review} path={path} />
      )}
    </>
  );
}

/** What changed in the workflow in front since it was sealed last: findings first, then meaning, then every waiver. */
export function ReviewPanel() {
  const last = useReview((state) => state.path);
  const path = useDocuments(({ active, entries, order, open }) => {
    const shown = active ?? order.at(-1);
    const workflow = shown === undefined ? null : workflowOf(shown, entries);
    // Who looks into the policy meanwhile goes on reviewing the same workflow.
    return workflow ?? (last !== null && open[last] !== undefined ? last : null);
  });
  const revision = useDocuments(({ open }) => (path === null ? null : (open[path]?.revision ?? null)));
  const sealed = useSeal(({ result }) => result?.manifest ?? null);
  useEffect(followReview, []);
  // Read again whenever a revision was saved or sealed.
  useEffect(() => {
    if (path !== null) void startReview(path);
    void revision;
    void sealed;
  }, [path, revision, sealed]);
  if (path === null) {
    const action = <CommandButton command="document.open" variant="primary" />;
    return <EmptyState icon="review" title="Open a workflow to review what changed in it." action={action} />;
  }
  return (
    <Panel header={<ReviewBar path={path} />}>
      <Body path={path} />
    </Panel>
  );
}
