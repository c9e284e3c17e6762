import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { classes } from './classes.ts';
import styles from './RowList.module.css';
import { rowLayout } from './rowLayout.ts';
import { stepFor } from './rowSteps.ts';

interface RowListProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly selected: number | null;
  /** What a screen reader says of a row. */
  name(row: Row): string;
  /** What a row shows. */
  cell(row: Row): ReactNode;
  onSelect(index: number): void;
  /** A click on a row, where that does more than select it. */
  onPress?(index: number): void;
  /** Enter or a double click on a row. */
  onOpen(index: number): void;
}

/** A list of any length, of which only the rows in sight are made at all. Arrow keys move the selection. */
export function RowList<Row>({ label, rows, selected, name, cell, onSelect, onPress, onOpen }: RowListProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowLayout.rowHeight,
    paddingStart: rowLayout.padding,
    paddingEnd: rowLayout.padding,
    overscan: 12,
    initialRect: { width: 800, height: 400 },
  });
  const items = virtual.getVirtualItems();
  useEffect(() => {
    if (selected !== null) virtual.scrollToIndex(selected);
  }, [selected, virtual]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && selected !== null) onOpen(selected);
    const to = stepFor(event.key, selected ?? -1, rows.length);
    if (to === null || to < 0) return;
    event.preventDefault();
    onSelect(to);
  };
  return (
    <div ref={scroller} className={styles.scroller}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows can be chosen is a grid
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length}
        aria-activedescendant={items.some(({ index }) => index === selected) ? `${id}-${selected}` : undefined}
        tabIndex={0}
        className={styles.list}
        onKeyDown={onKeyDown}
      >
        <tbody className={styles.rows} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rows[index] as Row;
            return (
              <tr
                key={index}
                id={`${id}-${index}`}
                aria-label={name(row)}
                aria-rowindex={index + 1}
                aria-selected={index === selected}
                className={classes(
                  styles.row,
                  index === selected && styles.selected,
                  index === selected && styles.active,
                )}
                style={{ transform: `translateY(${start}px)` }}
                onClick={() => (onPress ?? onSelect)(index)}
                onDoubleClick={() => onPress === undefined && onOpen(index)}
              >
                <td className={styles.cell}>{cell(row)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
