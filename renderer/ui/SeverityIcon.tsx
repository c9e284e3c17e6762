import type { Severity } from '../../shared/diagnostics/finding.ts';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';
import styles from './SeverityIcon.module.css';

const iconOf: Record<Severity, IconName> = { error: 'error', warning: 'warning', note: 'info' };

interface SeverityIconProps {
  readonly severity: Severity;
  /** In pixels. */
  readonly size?: number;
  /** Stands behind the sign in its colour. */
  readonly count?: number;
}

/** The sign of a severity; what it means stands beside it in words. */
export function SeverityIcon({ severity, size = 16, count }: SeverityIconProps) {
  return (
    <span className={styles[severity]}>
      <Icon name={iconOf[severity]} size={size} />
      {count}
    </span>
  );
}
