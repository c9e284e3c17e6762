import { CommandButton } from '../commands/CommandButton.tsx';
import styles from './ActivityBar.module.css';

const views = [
  'workspace.show',
  'graph.show',
  'problems.show',
  'trace.show',
  'review.show',
  'data.show',
  'bundle.export',
  'vault.show',
  'audit.show',
];
const rest = ['docs.open', 'settings.open'];

/** The column of views on the left. */
export function ActivityBar() {
  return (
    <nav className={styles.bar} aria-label="Views" data-region>
      {views.map((command) => (
        <CommandButton key={command} command={command} iconOnly />
      ))}
      <span className={styles.spacer} />
      {rest.map((command) => (
        <CommandButton key={command} command={command} iconOnly />
      ))}
    </nav>
  );
}
