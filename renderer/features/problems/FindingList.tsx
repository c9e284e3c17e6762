import { memo, useMemo } from 'react';
import { isSameFinding, type PlacedFinding, selectFinding, useFindings } from '../../state/findings/findingsStore.ts';
import { lineAt } from '../../state/findings/lineAt.ts';
import { revealFinding } from '../../state/findings/walking.ts';
import { classes } from '../../ui/classes.ts';
import { InlineText } from '../../ui/InlineText.tsx';
import { RowList } from '../../ui/RowList.tsx';
import { SeverityIcon } from '../../ui/SeverityIcon.tsx';
import styles from './ProblemsPanel.module.css';

/** What a rule is called where there is no page about it. */
function ruleLabel(rule: string): string {
  return rule === 'crashed-rule' ? 'crashed rule' : rule;
}

interface Row {
  readonly placed: PlacedFinding;
  readonly place: string;
}

function useRows(shown: readonly PlacedFinding[]): readonly Row[] {
  const byPath = useFindings((state) => state.byPath);
  const withPath = useFindings(({ filter }) => filter.scope === 'open');
  return useMemo(
    () =>
      shown.map((placed) => {
        const { path, finding } = placed;
        const line = lineAt(byPath[path]?.text ?? '', finding.location.range.start);
        return { placed, place: withPath ? `${path}:${line}` : `line ${line}` };
      }),
    [shown, byPath, withPath],
  );
}

function nameOf({ placed: { finding }, place }: Row): string {
  return `${finding.severity}: ${finding.message}, ${finding.rule}, ${place}`;
}

function FindingRow({ placed: { finding }, place }: Row) {
  return (
    <div className={styles.row}>
      <SeverityIcon severity={finding.severity} />
      <span className={classes(styles.message, finding.waiver !== null && styles.waived)} title={finding.message}>
        <InlineText text={finding.message} />
      </span>
      <span className={styles.rule}>{ruleLabel(finding.rule)}</span>
      <span className={styles.place}>{place}</span>
    </div>
  );
}

interface FindingListProps {
  readonly shown: readonly PlacedFinding[];
  readonly explained: PlacedFinding | null;
}

/** The problems that pass the filter. Selecting one explains it; Enter or a double click goes to its place. */
export const FindingList = memo(function FindingList({ shown, explained }: FindingListProps) {
  const rows = useRows(shown);
  const at = shown.findIndex((placed) => isSameFinding(placed, explained));
  const reveal = (index: number) => {
    const placed = shown[index];
    if (placed !== undefined) void revealFinding(placed);
  };
  return (
    <RowList
      label="Problems"
      rows={rows}
      selected={at < 0 ? null : at}
      name={nameOf}
      cell={FindingRow}
      onSelect={(index) => selectFinding(shown[index] ?? null)}
      onOpen={reveal}
    />
  );
});
