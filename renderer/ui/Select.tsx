import { Select as AriaSelect, Button, ListBox, ListBoxItem, Popover, SelectValue } from 'react-aria-components';
import styles from './Field.module.css';
import { Icon } from './Icon.tsx';

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly onChange: (id: string) => void;
  readonly isDisabled?: boolean;
}

/** A choice among a few named things. */
export function Select({ label, value, options, onChange, isDisabled = false }: SelectProps) {
  return (
    <AriaSelect
      aria-label={label}
      selectedKey={value}
      onSelectionChange={(key) => onChange(String(key))}
      isDisabled={isDisabled}
    >
      <Button className={styles.select ?? ''}>
        <SelectValue className={styles.selectValue ?? ''} />
        <Icon name="chevron-down" size={12} />
      </Button>
      <Popover className={styles.popover ?? ''} offset={2}>
        <ListBox className={styles.options ?? ''} items={options}>
          {(option) => (
            <ListBoxItem id={option.id} className={styles.option ?? ''}>
              {option.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
