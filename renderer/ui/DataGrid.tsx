import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { classes } from './classes.ts';
import styles from './DataGrid.module.css';
import { stepFor } from './rowSteps.ts';
import { useRowsInSight } from './useRowsInSight.ts';

/** A column of a grid. */
export interface GridColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** Width as CSS grid knows it, e.g. `8rem` or `minmax(10rem, 1fr)`. */
  readonly width: string;
  cell(row: Row, index: number): ReactNode;
}

interface DataGridProps<Row> {
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly rows: readonly Row[];
  readonly selected?: number | null;
  readonly onSelect?: (index: number) => void;
  /** Enter or a double click on a row. */
  readonly onOpen?: (index: number) => void;
}

/** As in the style sheet, in pixels. */
const headerHeight = 28;

/** A table of any length, of which only the visible rows are drawn. Arrow keys move the selection. */
export function DataGrid<Row>({ label, columns, rows, selected = null, onSelect, onOpen }: DataGridProps<Row>) {
  const id = useId();
  const { show, ...sight } = useRowsInSight(rows.length, { header: headerHeight });
  const template = { gridTemplateColumns: columns.map((column) => column.width).join(' ') };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && selected !== null) onOpen?.(selected);
    const to = stepFor(event.key, selected ?? -1, rows.length);
    if (to === null || to < 0) return;
    event.preventDefault();
    onSelect?.(to);
    show(to);
  };
  return (
    <div ref={sight.scroller} className={styles.scroller}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows can be chosen is a grid
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={selected !== null && sight.rows.includes(selected) ? `${id}-${selected}` : undefined}
        tabIndex={0}
        className={styles.grid}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr aria-rowindex={1} className={styles.header} style={template}>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={styles.cell}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody style={{ height: sight.height }}>
          {sight.rows.map((index) => {
            const row = rows[index] as Row;
            return (
              <tr
                key={index}
                id={`${id}-${index}`}
                aria-rowindex={index + 2}
                aria-selected={index === selected}
                className={classes(styles.row, index === selected && styles.selected)}
                style={{ ...template, transform: `translateY(${sight.topOf(index)}px)` }}
                onClick={() => onSelect?.(index)}
                onDoubleClick={() => onOpen?.(index)}
              >
                {columns.map((column) => (
                  <td key={column.id} className={styles.cell}>
                    {column.cell(row, index)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
