import { CommandButton } from '../commands/CommandButton.tsx';
import { showKeys } from '../commands/keys.ts';
import { useStatus } from '../state/status/statusStore.ts';
import { setPalette } from '../state/workbench/dialogs.ts';
import { Icon } from '../ui/Icon.tsx';
import { Logo } from './Logo.tsx';
import styles from './TopBar.module.css';

/** The bar on top: what is open, the way to every command, and the two things done most. */
export function TopBar() {
  const workspace = useStatus((state) => state.store?.workspace?.name);
  return (
    <header className={styles.bar} data-region>
      <Logo />
      <h1 className={styles.name}>{workspace ?? 'Drydock'}</h1>
      <button type="button" className={styles.search} onClick={() => setPalette('commands')}>
        <Icon name="search" size={14} />
        <span>Search commands and documents</span>
        <kbd>{showKeys('Mod+Shift+P')}</kbd>
      </button>
      <CommandButton command="document.save" variant="quiet" />
      <CommandButton command="bundle.export" label="Seal…" variant="quiet" />
      <CommandButton command="rehearsal.run" variant="primary" />
    </header>
  );
}
