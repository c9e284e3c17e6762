import { CommandButton } from '../commands/CommandButton.tsx';
import styles from './ActivityBar.module.css';

const views = [
  'view.workspace',
  'problems.show',
  'rehearsal.show',
  'view.data',
  'view.export',
  'view.vault',
  'view.audit',
];
const rest = ['view.docs', 'view.settings'];

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
