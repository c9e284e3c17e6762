import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import styles from './Field.module.css';
import { Icon } from './Icon.tsx';

interface MenuSelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly onChange: (id: string) => void;
}

/** A choice among many things: they are made when the menu opens, so that closed ones cost nothing. */
export function MenuSelect({ label, value, options, onChange }: MenuSelectProps) {
  const chosen = options.find(({ id }) => id === value)?.label ?? value;
  return (
    <MenuTrigger>
      <Button className={styles.select ?? ''} aria-label={`${label}: ${chosen}`}>
        <span className={styles.selectValue}>{chosen}</span>
        <Icon name="chevron-down" size={12} />
      </Button>
      <Popover className={styles.popover ?? ''} offset={2}>
        <Menu
          className={styles.options ?? ''}
          aria-label={label}
          items={options}
          selectionMode="single"
          selectedKeys={[value]}
          disallowEmptySelection
          onAction={(key) => onChange(String(key))}
        >
          {(option) => (
            <MenuItem id={option.id} className={styles.option ?? ''}>
              {option.label}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
