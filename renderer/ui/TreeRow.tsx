import type { ReactNode } from 'react';
import { Button, TreeItem, TreeItemContent } from 'react-aria-components';
import choosable from './choosable.module.css';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';
import styles from './TreeRow.module.css';

interface TreeRowProps {
  readonly id: string | number;
  /** Text of the row, also for typing ahead. */
  readonly label: string;
  /** What a screen reader says instead of the label. */
  readonly name?: string;
  /** Said below the label, quietly. Rows that have one wrap, so that what they say can be read whole. */
  readonly detail?: string;
  readonly icon?: IconName;
  readonly title?: string;
  /** What comes after the label; for rows without rows below them, children say the same. */
  readonly content?: ReactNode;
  /** For rows whose rows are made when they are unfolded. */
  readonly hasRows?: boolean;
  readonly children?: ReactNode;
}

function isRows(children: ReactNode): boolean {
  return Array.isArray(children);
}

/** One row of a tree, with the rows below it. */
export function TreeRow({ id, label, name, detail, icon, title, content, hasRows, children }: TreeRowProps) {
  return (
    <TreeItem
      id={id}
      textValue={label}
      aria-label={name}
      hasChildItems={hasRows}
      className={classes(choosable.choosable, styles.row)}
    >
      <TreeItemContent>
        {({ hasChildItems, isExpanded }) => (
          <div className={styles.content} title={title}>
            {hasChildItems ? (
              <Button slot="chevron" className={styles.chevron ?? ''}>
                <Icon name={isExpanded ? 'chevron-down' : 'chevron-right'} size={12} />
              </Button>
            ) : (
              <span className={styles.noChevron} />
            )}
            {icon !== undefined && <Icon name={icon} />}
            {detail === undefined ? (
              <span className={styles.label}>{label}</span>
            ) : (
              <span className={styles.lines}>
                <span className={styles.words}>{label}</span>
                {detail !== '' && <span className={styles.detail}>{detail}</span>}
              </span>
            )}
            {content}
            {!isRows(children) && children}
          </div>
        )}
      </TreeItemContent>
      {isRows(children) && children}
    </TreeItem>
  );
}
