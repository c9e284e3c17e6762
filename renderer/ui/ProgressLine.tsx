import { ProgressBar } from 'react-aria-components';
import styles from './ProgressLine.module.css';

interface ProgressLineProps {
  readonly label: string;
  readonly done?: number | undefined;
  /** Absent where nobody knows how much there is to do. */
  readonly total?: number | undefined;
}

/** A line that fills as work is done, or moves where its end is not known. */
export function ProgressLine({ label, done = 0, total }: ProgressLineProps) {
  const isIndeterminate = total === undefined || total === 0;
  return (
    <ProgressBar
      aria-label={label}
      className={styles.track ?? ''}
      isIndeterminate={isIndeterminate}
      {...(!isIndeterminate && { value: done, maxValue: total })}
    >
      {({ percentage }) => (
        <div
          className={isIndeterminate ? styles.moving : styles.filled}
          style={isIndeterminate ? {} : { width: `${percentage ?? 0}%` }}
        />
      )}
    </ProgressBar>
  );
}
