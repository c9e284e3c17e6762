import { type KeyboardEvent, type ReactNode, useEffect, useId } from 'react';
import { classes } from './classes.ts';
import styles from './RowList.module.css';
import { rowLayout } from './rowLayout.ts';
import { stepFor } from './rowSteps.ts';
import { useRowsInSight } from './useRowsInSight.ts';

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
  const id = useId();
  const { show, ...sight } = useRowsInSight(rows.length, rowLayout);
  useEffect(() => {
    if (selected !== null) show(selected);
  }, [selected, show]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && selected !== null) onOpen(selected);
    const to = stepFor(event.key, selected ?? -1, rows.length);
    if (to === null || to < 0) return;
    event.preventDefault();
    onSelect(to);
  };
  return (
    <div ref={sight.scroller} className={styles.scroller}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows can be chosen is a grid
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length}
        aria-activedescendant={selected !== null && sight.rows.includes(selected) ? `${id}-${selected}` : undefined}
        tabIndex={0}
        className={styles.list}
        onKeyDown={onKeyDown}
      >
        <tbody className={styles.rows} style={{ height: sight.height }}>
          {sight.rows.map((index) => {
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
                style={{ transform: `translateY(${sight.topOf(index)}px)` }}
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
