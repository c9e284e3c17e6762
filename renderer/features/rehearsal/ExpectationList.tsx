import type { ExpectationResult } from '../../state/runs/runsStore.ts';
import { Badge } from '../../ui/Badge.tsx';
import styles from './Rehearsal.module.css';

/** What came of a scenario's expectations. */
export function ExpectationList({ results }: { readonly results: readonly ExpectationResult[] }) {
  if (results.length === 0) return null;
  return (
    <ul className={styles.list}>
      {results.map(({ expectation, passed, message }) => (
        <li key={`${expectation}:${message}`}>
          <Badge mood={passed ? 'success' : 'error'}>{passed ? 'met' : 'not met'}</Badge> {expectation}
          {!passed && <div>{message}</div>}
        </li>
      ))}
    </ul>
  );
}
