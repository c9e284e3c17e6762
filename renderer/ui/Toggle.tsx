import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';
import styles from './Field.module.css';

interface ToggleProps {
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly children: ReactNode;
}

/** A button that stays pressed. */
export function Toggle({ isSelected, onChange, children }: ToggleProps) {
  return (
    <ToggleButton isSelected={isSelected} onChange={onChange} className={styles.toggle ?? ''}>
      {children}
    </ToggleButton>
  );
}
