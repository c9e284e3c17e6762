import type { AppError } from '../../../shared/base/appError.ts';
import { CommandButton } from '../../commands/CommandButton.tsx';
import { retryStore } from '../../state/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import styles from './Unlock.module.css';

/** Says why the store could not be opened, and what can be done. Nothing here deletes anything. */
export function FailedStore({ problem }: { readonly problem: AppError | null }) {
  return (
    <main className={styles.page}>
      <section className={styles.card} role="alert">
        <Icon name="warning" size={22} />
        <h2>The workspace could not be opened</h2>
        <p>{problem?.message ?? 'The store did not say why.'}</p>
        {problem?.hint !== undefined && <p>{problem.hint}</p>}
        <p>Nothing was changed or deleted.</p>
        <Button variant="primary" onPress={() => void retryStore()}>
          Try again
        </Button>
        <CommandButton command="workspace.restore" variant="quiet" />
      </section>
    </main>
  );
}
