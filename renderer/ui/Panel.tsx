import type { ReactNode } from 'react';
import styles from './Panel.module.css';

interface PanelProps {
  /** Name of the region for screen readers. */
  readonly label: string;
  /** Stays in place while the rest scrolls. */
  readonly header?: ReactNode;
  readonly children: ReactNode;
}

/** A view that fills its place: a fixed header above a part that scrolls. */
export function Panel({ label, header, children }: PanelProps) {
  return (
    <section className={styles.panel} aria-label={label}>
      {header}
      <div className={styles.body}>{children}</div>
    </section>
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
