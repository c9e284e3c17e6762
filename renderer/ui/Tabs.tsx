import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';
import styles from './Tabs.module.css';

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly { readonly id: string; readonly title: string; readonly content: ReactNode }[];
  /** The page in front, where somebody else knows it; the first one where there is none of that id. */
  readonly selected?: string;
  onSelect?(id: string): void;
}

/** Pages of a view, one of which is shown. */
export function Tabs({ label, tabs, selected, onSelect }: TabsProps) {
  const front = tabs.find(({ id }) => id === selected) ?? tabs[0];
  return (
    <AriaTabs
      className={styles.tabs ?? ''}
      {...(selected !== undefined && front !== undefined && { selectedKey: front.id })}
      onSelectionChange={(key) => onSelect?.(String(key))}
    >
      <TabList aria-label={label} className={styles.list ?? ''}>
        {tabs.map(({ id, title }) => (
          <Tab key={id} id={id} className={styles.tab ?? ''}>
            {title}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className={styles.panel ?? ''}>
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
