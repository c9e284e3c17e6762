import type { ReactNode } from 'react';
import styles from './Panel.module.css';

interface PanelProps {
  /** Stays in place while the rest scrolls. */
  readonly header?: ReactNode;
  readonly children: ReactNode;
}

/** A view that fills its place: a fixed header above a part that scrolls. The dock names it as a region. */
export function Panel({ header, children }: PanelProps) {
  return (
    <div className={styles.panel}>
      {header}
      <div className={styles.body}>{children}</div>
    </div>
  );
}

/** A row of controls above a view. */
export function PanelBar({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.bar} role="toolbar" aria-label={label}>
      {children}
    </div>
  );
}

/** Takes the free room of a bar. */
export function Spacer() {
  return <span className={styles.spacer} />;
}
