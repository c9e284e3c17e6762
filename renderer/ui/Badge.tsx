import type { ReactNode } from 'react';
import styles from './Badge.module.css';
import { classes } from './classes.ts';

/** How a badge, banner or message is meant. */
export type Mood = 'neutral' | 'info' | 'success' | 'warning' | 'error';

/** A short word that says a state. */
export function Badge({ mood = 'neutral', children }: { readonly mood?: Mood; readonly children: ReactNode }) {
  return <span className={classes(styles.badge, styles[mood])}>{children}</span>;
}
