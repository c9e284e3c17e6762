import { useDocuments } from '../../state/documents/documentsStore.ts';
import { chooseBaseline } from '../../state/review/reviewing.ts';
import { useReview } from '../../state/review/reviewStore.ts';
import { PanelBar } from '../../ui/Panel.tsx';
import { Select } from '../../ui/Select.tsx';
import { showTime } from '../../ui/showTime.ts';
import styles from './Review.module.css';

const disk = 'disk';

function useBaselines(path: string): { readonly id: string; readonly label: string }[] {
  const { revisions, lastSeal } = useReview();
  const isLinked = useDocuments(({ open }) => open[path]?.link != null && open[path]?.link !== 'missing');
  const options = revisions.map(({ digest, at }) =>
    digest === lastSeal?.revision
      ? { id: digest, label: `Last sealed, ${showTime(lastSeal.sealedAt)}` }
      : { id: digest, label: `Revision of ${showTime(at)}` },
  );
  // The same text may have been saved more than once: it is one revision.
  const known = [...new Map(options.map((option) => [option.id, option])).values()];
  const sealedFirst = known.sort((one, other) => rank(one.id, lastSeal?.revision) - rank(other.id, lastSeal?.revision));
  return isLinked ? [...sealedFirst, { id: disk, label: 'File on disk' }] : sealedFirst;
}

function rank(digest: string, sealed: string | undefined): number {
  return digest === sealed ? 0 : 1;
}

/** What the review compares the editor's text with, in words. */
export function useBaselineLabel(path: string): string {
  const baseline = useReview((state) => state.baseline);
  const id = baseline?.kind === 'revision' ? baseline.digest : disk;
  return useBaselines(path).find((option) => option.id === id)?.label ?? 'Earlier text';
}

/** Chooses what the editor's text is compared with. */
export function ReviewBar({ path }: { readonly path: string }) {
  const baseline = useReview((state) => state.baseline);
  const options = useBaselines(path);
  const value = baseline === null ? '' : baseline.kind === 'disk' ? disk : baseline.digest;
  return (
    <PanelBar label="What is compared">
      <span className={styles.quiet}>{path} since</span>
      <Select
        label="Compare with"
        value={value}
        options={options}
        isDisabled={options.length === 0}
        onChange={(id) => void chooseBaseline(id === disk ? { kind: 'disk' } : { kind: 'revision', digest: id })}
      />
    </PanelBar>
  );
}
