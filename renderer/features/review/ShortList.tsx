import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import styles from './Review.module.css';

/** Most items that are drawn before somebody asks for all. */
const usualItems = 100;

interface ShortListProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T, index: number) => string;
  readonly children: (item: T) => ReactNode;
}

/** A list that begins with a hundred of its items. */
export function ShortList<T>({ label, items, keyOf, children }: ShortListProps<T>) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? items : items.slice(0, usualItems);
  return (
    <>
      <ul className={styles.list} aria-label={label}>
        {shown.map((item, index) => (
          <li key={keyOf(item, index)} className={styles.row}>
            {children(item)}
          </li>
        ))}
      </ul>
      {shown.length < items.length && (
        <Button variant="quiet" onPress={() => setWhole(true)}>
          Show all {items.length}
        </Button>
      )}
    </>
  );
}
