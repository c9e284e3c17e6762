import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import styles from './RowList.module.css';
import { rowLayout } from './rowLayout.ts';
import { stepFor } from './rowSteps.ts';
import rowStyles from './TreeRow.module.css';
import { around, type TreeLine, useTypeAhead } from './treeSteps.ts';

interface RowTreeProps<Line extends TreeLine> {
  readonly label: string;
  /** The rows that are not folded away, as they stand below each other. */
  readonly lines: readonly Line[];
  readonly selected: string | null;
  /** What a screen reader says of a row. */
  name(line: Line): string;
  /** What a row shows. */
  cell(line: Line): ReactNode;
  onSelect(id: string): void;
  onFold(id: string, isFolded: boolean): void;
  /** Enter or a double click on a row. */
  onOpen(): void;
}

/**
 * A tree of any length, of which only the rows in sight are made at all. Arrow keys and first letters move through it; a row
 * that cannot be selected is passed by them all the same, so that it is read out.
 */
export function RowTree<Line extends TreeLine>(props: RowTreeProps<Line>) {
  const { label, lines, selected, name, cell, onSelect, onFold, onOpen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const domId = useId();
  const [active, setActive] = useState(selected);
  useEffect(() => setActive(selected), [selected]);
  const typeAhead = useTypeAhead(lines);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowLayout.rowHeight,
    paddingStart: rowLayout.padding,
    paddingEnd: rowLayout.padding,
    overscan: 6,
    initialRect: { width: 320, height: 320 },
  });
  const at = lines.findIndex(({ id }) => id === active);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at);
  }, [at, virtual]);

  const choose = (to: number): void => {
    const line = lines[to];
    if (line === undefined) return;
    setActive(line.id);
    onSelect(line.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const line = lines[at];
    if (event.key === 'Enter') onOpen();
    else if (event.key === 'ArrowRight' && line?.isOpen === false) onFold(line.id, false);
    else if (event.key === 'ArrowRight') choose((lines[at + 1]?.level ?? 0) > (line?.level ?? 0) ? at + 1 : -1);
    else if (event.key === 'ArrowLeft' && line?.isOpen === true) onFold(line.id, true);
    else if (event.key === 'ArrowLeft') choose(around(lines, at));
    else {
      const to = stepFor(event.key, at, lines.length) ?? typeAhead(event, at);
      if (to === null) return;
      choose(to);
    }
    event.preventDefault();
  };
  const items = virtual.getVirtualItems();
  return (
    <div ref={scroller} className={styles.scroller}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows can be chosen and folded is a treegrid
        role="treegrid"
        aria-label={label}
        aria-rowcount={lines.length}
        aria-activedescendant={items.some(({ index }) => index === at) ? `${domId}-${at}` : undefined}
        tabIndex={0}
        className={styles.list}
        onKeyDown={onKeyDown}
      >
        <tbody className={styles.rows} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const line = lines[index] as Line;
            const { id, level, isOpen } = line;
            return (
              <tr
                key={id}
                id={`${domId}-${index}`}
                aria-label={name(line)}
                aria-level={level}
                aria-rowindex={index + 1}
                aria-selected={id === selected}
                aria-expanded={isOpen ?? undefined}
                className={classes(styles.row, id === selected && styles.selected, index === at && styles.active)}
                style={{ transform: `translateY(${start}px)` }}
                onClick={() => choose(index)}
                onDoubleClick={onOpen}
              >
                <td className={styles.cell}>
                  <div className={rowStyles.content} style={{ '--tree-item-level': level } as CSSProperties}>
                    <Chevron isOpen={isOpen} onPress={(isFolded) => onFold(id, isFolded)} />
                    {cell(line)}
                  </div>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Chevron({ isOpen, onPress }: { readonly isOpen: boolean | null; onPress(isFolded: boolean): void }) {
  if (isOpen === null) return <span className={rowStyles.noChevron} />;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={rowStyles.chevron}
      aria-label={isOpen ? 'Fold' : 'Unfold'}
      onClick={(event) => {
        event.stopPropagation();
        onPress(isOpen);
      }}
    >
      <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={12} />
    </button>
  );
}
