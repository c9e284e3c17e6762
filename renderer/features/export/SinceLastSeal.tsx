import { useEffect, useState } from 'react';
import { CommandButton } from '../../commands/CommandButton.tsx';
import { call } from '../../platform/bridge.ts';
import type { LastSeal } from '../../state/review/reviewStore.ts';
import { showTime } from '../../ui/showTime.ts';
import styles from './Export.module.css';

interface SinceLastSealProps {
  readonly path: string;
  /** The revision that is about to be sealed. */
  readonly revision: string;
}

/** Says what the last seal of the workflow was, and leads to what changed since. */
export function SinceLastSeal({ path, revision }: SinceLastSealProps) {
  const [last, setLast] = useState<LastSeal | null | undefined>(undefined);
  useEffect(() => {
    let dropped = false;
    void call('bundle.lastSeal', { path }).then((answer) => {
      if (!dropped && answer.ok) setLast(answer.value);
    });
    return () => {
      dropped = true;
    };
  }, [path]);
  if (last === undefined) return null;
  if (last === null) return <p>This is the first seal of this workflow here: all of it is new.</p>;
  if (last.revision === revision) return <p>The same revision was sealed on {showTime(last.sealedAt)}.</p>;
  return (
    <p className={styles.inline}>
      It has changed since the last seal of {showTime(last.sealedAt)}.
      <CommandButton command="review.show" label="Review what changed" />
    </p>
  );
}
