import { CommandButton } from '../../commands/CommandButton.tsx';
import { open } from '../../state/documents/reading.ts';
import type { ShownTests } from '../../state/runs/runsStore.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ExpectationList } from './ExpectationList.tsx';
import { Outdated } from './Outdated.tsx';
import styles from './Rehearsal.module.css';

/** What came of every scenario of a workflow. */
export function TestResults({ tests: { workflow, text, results } }: { readonly tests: ShownTests }) {
  if (results.length === 0) {
    return (
      <EmptyState
        icon="flask"
        title="This workflow has no scenarios"
        action={<CommandButton command="trace.scenario" variant="primary" />}
      >
        A scenario is a file named like the workflow, ending in .scenario.yaml. Rehearse once, then make one of the run.
      </EmptyState>
    );
  }
  const passed = results.filter((result) => result.passed).length;
  return (
    <div className={styles.page}>
      <p role="status">
        {passed} passed, {results.length - passed} failed <Outdated workflow={workflow} text={text} />
      </p>
      <ul className={styles.list}>
        {results.map((result) => (
          <li key={result.scenario}>
            <Badge mood={result.passed ? 'success' : 'error'}>{result.passed ? 'passed' : 'failed'}</Badge>
            <Button variant="quiet" onPress={() => void open(result.scenario)}>
              {result.scenario}
            </Button>
            <span className={styles.quiet}>{result.status}</span>
            <ExpectationList results={result.expectations.filter((one) => !one.passed)} />
          </li>
        ))}
      </ul>
    </div>
  );
}
