import { type ReactNode, useState } from 'react';
import styles from './Disclosed.module.css';
import { Icon } from './Icon.tsx';

interface DisclosedProps {
  readonly title: string;
  readonly initiallyOpen?: boolean;
  readonly children: ReactNode;
}

/** A part that can be folded away. */
export function Disclosed({ title, initiallyOpen = false, children }: DisclosedProps) {
  const [open, setOpen] = useState(initiallyOpen);
  return (
    <section aria-label={title}>
      <button type="button" className={styles.title} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? 'chevron-down' : 'chevron-right'} size={12} /> {title}
      </button>
      {open && children}
    </section>
  );
}
