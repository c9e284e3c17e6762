import type { ReactNode } from 'react';
import type { Mood } from './Badge.tsx';
import styles from './Banner.module.css';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';

const iconOf: Record<Mood, IconName> = {
  neutral: 'info',
  info: 'info',
  success: 'check',
  warning: 'warning',
  error: 'error',
};

interface BannerProps {
  readonly mood: Mood;
  readonly children: ReactNode;
  /** Buttons. */
  readonly actions?: ReactNode;
}

/** A line above a view that says what is the matter and offers what to do, without getting in the way. */
export function Banner({ mood, children, actions }: BannerProps) {
  return (
    <div role={mood === 'error' ? 'alert' : 'status'} className={classes(styles.banner, styles[mood])}>
      <Icon name={iconOf[mood]} />
      <div className={styles.text}>{children}</div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
