import { useMemo } from 'react';
import { GridList, GridListItem, type Key, ListLayout, Virtualizer } from 'react-aria-components';
import type { Severity } from '../../../shared/diagnostics/finding.ts';
import { isSameFinding, type PlacedFinding, selectFinding, useFindings } from '../../state/findings/findingsStore.ts';
import { lineAt } from '../../state/findings/lineAt.ts';
import { revealFinding } from '../../state/findings/walking.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/Icon.tsx';
import { InlineText } from '../../ui/InlineText.tsx';
import type { IconName } from '../../ui/icons.ts';
import { rowLayout } from '../../ui/rowLayout.ts';
import styles from './ProblemsPanel.module.css';

const iconOf: Record<Severity, IconName> = { error: 'error', warning: 'warning', note: 'info' };

/** What a rule is called where there is no page about it. */
function ruleLabel(rule: string): string {
  return rule === 'crashed-rule' ? 'crashed rule' : rule;
}

interface Row {
  readonly id: number;
  readonly placed: PlacedFinding;
  readonly place: string;
}

function useRows(shown: readonly PlacedFinding[]): readonly Row[] {
  const { byPath, filter } = useFindings();
  const withPath = filter.scope === 'open';
  return useMemo(
    () =>
      shown.map((placed, id) => {
        const { path, finding } = placed;
        const line = lineAt(byPath[path]?.text ?? '', finding.location.range.start);
        return { id, placed, place: withPath ? `${path}:${line}` : `line ${line}` };
      }),
    [shown, byPath, withPath],
  );
}

function FindingRow({ id, placed: { finding }, place }: Row) {
  return (
    <GridListItem
      id={id}
      className={styles.row ?? ''}
      textValue={`${finding.severity}: ${finding.message}, ${finding.rule}, ${place}`}
      data-severity={finding.severity}
    >
      <span className={styles[finding.severity]}>
        <Icon name={iconOf[finding.severity]} />
      </span>
      <span className={classes(styles.message, finding.waiver !== null && styles.waived)} title={finding.message}>
        <InlineText text={finding.message} />
      </span>
      <span className={styles.rule}>{ruleLabel(finding.rule)}</span>
      <span className={styles.place}>{place}</span>
    </GridListItem>
  );
}

interface FindingListProps {
  readonly shown: readonly PlacedFinding[];
  readonly explained: PlacedFinding | null;
}

/** The problems that pass the filter. Selecting one explains it; Enter or a double click goes to its place. */
export function FindingList({ shown, explained }: FindingListProps) {
  const rows = useRows(shown);
  const at = shown.findIndex((placed) => isSameFinding(placed, explained));
  const select = (keys: 'all' | Set<Key>) => {
    const [key] = keys === 'all' ? [] : keys;
    selectFinding(shown[Number(key)] ?? null);
  };
  const reveal = (key: Key) => {
    const placed = shown[Number(key)];
    if (placed !== undefined) void revealFinding(placed);
  };
  return (
    <Virtualizer layout={ListLayout} layoutOptions={rowLayout}>
      <GridList
        aria-label="Problems"
        className={styles.list ?? ''}
        items={rows}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={at < 0 ? [] : [at]}
        onSelectionChange={select}
        onAction={reveal}
      >
        {FindingRow}
      </GridList>
    </Virtualizer>
  );
}
