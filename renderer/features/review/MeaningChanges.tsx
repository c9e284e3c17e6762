import { useMemo } from 'react';
import type { Review, ReviewedChange } from '../../../shared/diagnostics/meaning/review.ts';
import { type LineIndex, lineIndex } from '../../../shared/workflow/lineIndex.ts';
import { goToNewer, goToOlder } from '../../state/review/goingTo.ts';
import { useReview } from '../../state/review/reviewStore.ts';
import { Badge, type Mood } from '../../ui/Badge.tsx';
import { InlineText } from '../../ui/InlineText.tsx';
import { PlaceLink } from './PlaceLink.tsx';
import styles from './Review.module.css';
import { ShortList } from './ShortList.tsx';
import { subjectNames } from './subjectNames.ts';

const kinds: Record<ReviewedChange['change'], readonly [words: string, mood: Mood]> = {
  added: ['added', 'warning'],
  removed: ['removed', 'neutral'],
  changed: ['changed', 'info'],
  renamed: ['renamed', 'neutral'],
  moved: ['moved', 'neutral'],
};

interface ChangeProps {
  readonly change: ReviewedChange;
  readonly baseline: string;
  readonly newer: LineIndex;
  readonly older: LineIndex;
}

function Change({ change, baseline, newer, older }: ChangeProps) {
  const { range, beforeRange, sentence } = change;
  const [words, mood] = kinds[change.change];
  return (
    <>
      <span className={styles.kind}>
        <Badge mood={mood}>{words}</Badge>
      </span>
      <span className={styles.sentence}>
        <InlineText text={sentence} />
      </span>
      <span className={styles.places}>
        {beforeRange !== null && (
          <PlaceLink
            words={`was line ${older.positionAt(beforeRange.start).line}`}
            about={sentence}
            onPress={() => goToOlder(beforeRange, baseline)}
          />
        )}
        {range !== null && (
          <PlaceLink
            words={`line ${newer.positionAt(range.start).line}`}
            about={sentence}
            onPress={() => void goToNewer(range)}
          />
        )}
      </span>
    </>
  );
}

interface MeaningChangesProps {
  readonly review: Review;
  /** What the text is compared with. */
  readonly baseline: string;
}

/** What the definition means differently, by subject in the order of weight; tasks come last. */
export function MeaningChanges({ review: { changes }, baseline }: MeaningChangesProps) {
  const { text, before } = useReview();
  const newer = useMemo(() => lineIndex(text), [text]);
  const older = useMemo(() => lineIndex(before ?? ''), [before]);
  if (changes === null || changes.length === 0) return null;
  const groups = [...Map.groupBy(changes, ({ subject }) => subjectNames[subject])];
  return (
    <section className={styles.section} aria-label="Changes of meaning">
      <h2>What changed</h2>
      {groups.map(([name, members]) => (
        <div key={name} className={styles.group}>
          <h3>
            {name} <span className={styles.quiet}>{members.length}</span>
          </h3>
          <ShortList label={name} items={members} keyOf={({ sentence }, index) => `${index} ${sentence}`}>
            {(change) => <Change change={change} baseline={baseline} newer={newer} older={older} />}
          </ShortList>
        </div>
      ))}
    </section>
  );
}
