import { dismiss, useNotifications } from '../state/notifications/notificationsStore.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import type { IconName } from '../ui/icons.ts';
import styles from './NotificationRegion.module.css';

const iconOf: Record<string, IconName> = { info: 'info', success: 'check', warning: 'warning', error: 'error' };

/** Messages in the corner. They are read out and take no focus; F6 goes to them. */
export function NotificationRegion() {
  const shown = useNotifications((state) => state.shown);
  return (
    <section
      className={styles.region}
      aria-label="Notifications"
      aria-live="polite"
      data-region={shown.length > 0 ? 'passing' : undefined}
    >
      {shown.map(({ id, tone, text, action }) => (
        <div key={id} className={classes(styles.one, styles[tone])}>
          <Icon name={iconOf[tone] ?? 'info'} />
          <span className={styles.text}>{text}</span>
          {action !== undefined && <Button onPress={action.run}>{action.label}</Button>}
          <IconButton icon="close" label="Dismiss" onPress={() => dismiss(id)} />
        </div>
      ))}
    </section>
  );
}
