import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type ReactNode,
  useEffect,
  useId,
  useState,
} from 'react';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import styles from './RowList.module.css';
import { rowLayout } from './rowLayout.ts';
import { stepFor } from './rowSteps.ts';
import rowStyles from './TreeRow.module.css';
import { around, type TreeLine, useTypeAhead } from './treeSteps.ts';
import { useRowsInSight } from './useRowsInSight.ts';

interface RowTreeProps<Line extends TreeLine> {
  readonly label: string;
  /** The rows that are not folded away, as they stand below each other. */
  readonly lines: readonly Line[];
  readonly selected: string | null;
  /** What a screen reader says of a row. Another function draws all rows again, as another {@link cell} does. */
  readonly name: (line: Line) => string;
  /** What a row shows. */
  readonly cell: (line: Line) => ReactNode;
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
  const domId = useId();
  const [active, setActive] = useState(selected);
  useEffect(() => setActive(selected), [selected]);
  const typeAhead = useTypeAhead(lines);
  const { show, ...sight } = useRowsInSight(lines.length, rowLayout);
  const at = lines.findIndex(({ id }) => id === active);
  useEffect(() => {
    if (at >= 0) show(at);
  }, [at, show]);

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
  // One listener for all rows, so that a row is drawn again only where it says something else.
  const onClick = ({ target }: MouseEvent): void => {
    if (!(target instanceof Element)) return;
    const index = Number(target.closest('tr')?.dataset.row ?? -1);
    const line = lines[index];
    if (line === undefined) return;
    if (target.closest('button') === null) choose(index);
    else if (line.isOpen !== null) onFold(line.id, line.isOpen);
  };
  return (
    <div ref={sight.scroller} className={styles.scroller}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows can be chosen and folded is a treegrid
        role="treegrid"
        aria-label={label}
        aria-rowcount={lines.length}
        aria-activedescendant={sight.rows.includes(at) ? `${domId}-${at}` : undefined}
        tabIndex={0}
        className={styles.list}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={({ target }) => target instanceof Element && target.closest('button') === null && onOpen()}
      >
        <tbody className={styles.rows} style={{ height: sight.height }}>
          {sight.rows.map((index) => {
            const line = lines[index] as Line;
            return (
              <Row
                key={line.id}
                domId={domId}
                line={line}
                index={index}
                top={sight.topOf(index)}
                isSelected={line.id === selected}
                isActive={index === at}
                name={name}
                cell={cell}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps<Line extends TreeLine> extends Pick<RowTreeProps<Line>, 'name' | 'cell'> {
  readonly domId: string;
  readonly line: Line;
  readonly index: number;
  readonly top: number;
  readonly isSelected: boolean;
  readonly isActive: boolean;
}

function RowOfTree<Line extends TreeLine>(props: RowProps<Line>) {
  const { domId, line, index, top, isSelected, isActive, name, cell } = props;
  const { level, isOpen } = line;
  return (
    <tr
      id={`${domId}-${index}`}
      data-row={index}
      aria-label={name(line)}
      aria-level={level}
      aria-rowindex={index + 1}
      aria-selected={isSelected}
      aria-expanded={isOpen ?? undefined}
      className={classes(styles.row, isSelected && styles.selected, isActive && styles.active)}
      style={{ transform: `translateY(${top}px)` }}
    >
      <td className={styles.cell}>
        <div className={rowStyles.content} style={{ '--tree-item-level': level } as CSSProperties}>
          <Chevron isOpen={isOpen} />
          {cell(line)}
        </div>
      </td>
    </tr>
  );
}

const Row = memo(RowOfTree) as typeof RowOfTree;

function Chevron({ isOpen }: { readonly isOpen: boolean | null }) {
  if (isOpen === null) return <span className={rowStyles.noChevron} />;
  return (
    <button type="button" tabIndex={-1} className={rowStyles.chevron} aria-label={isOpen ? 'Fold' : 'Unfold'}>
      <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={12} />
    </button>
  );
}
