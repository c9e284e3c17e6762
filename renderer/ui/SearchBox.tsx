import { Input, SearchField } from 'react-aria-components';
import styles from './Field.module.css';

interface SearchBoxProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A field that narrows a list; Escape clears it. */
export function SearchBox({ label, value, onChange }: SearchBoxProps) {
  return (
    <SearchField aria-label={label} value={value} onChange={onChange} className={styles.search ?? ''}>
      <Input className={styles.input ?? ''} placeholder={label} />
    </SearchField>
  );
}
